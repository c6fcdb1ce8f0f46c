"""Chinese in one script: headings and status words are known in simplified characters and in traditional ones."""

#: Traditional characters that headings and status words have, each with its simplified form.
_SCRIPTS = (
    "務务 責责 負负 員员 開开 結结 間间 時时 狀状 態态 進进 項项 標标 級级 優优 備备 註注 說说 問问 題题 編编 號号 "
    "階阶 段段 類类 別别 處处 執执 單单 達达 關关 鍵键 實实 際际 計计 劃划 預预 話话 資资 産产 產产 業业 專专 組组 "
    "織织 團团 隊队 長长 門门 風风 險险 條条 內内 場场 應应 對对 當当 發发 現现 設设 測测 試试 審审 認认 訂订 記记 "
    "錄录 請请 議议 會会 決决 換换 變变 更更 驗验 證证 歷历 曆历 週周 終终 總总 數数 據据 億亿 萬万 個个 動动 態态 "
    "無无 誤误 遲迟 後后 從从 續续 維维 護护 監监 製制 區区 幾几 確确 儲储 庫库 環环 節节 連连 過过 還还 運运 選选 "
    "遷迁 輸输 轉转 較较 質质 費费 貨货 購购 銷销"
)
_SIMPLIFIED = str.maketrans({pair[0]: pair[1] for pair in _SCRIPTS.split() if pair[0] != pair[1]})


def simplified(text: str) -> str:
    """Chinese in simplified characters, so that a word is known in either script.

    >>> simplified("負責人"), simplified("任務")
    ('负责人', '任务')
    """
    return text if text.isascii() else text.translate(_SIMPLIFIED)
