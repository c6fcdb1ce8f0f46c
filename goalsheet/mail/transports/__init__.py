"""Ways to hand over a mail, one module each: SMTP, Microsoft Graph, drafts on an IMAP server, and a folder."""
