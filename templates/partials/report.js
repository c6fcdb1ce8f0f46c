(()=>{"use strict";
const $=(s,r=document)=>r.querySelector(s),all=(s,r=document)=>[...r.querySelectorAll(s)];
const form=$("#filters"),list=$("#goal-list");
const text=new WeakMap(),words=e=>{if(!text.has(e))text.set(e,e.textContent.toLowerCase());return text.get(e)};
if(form&&list){
const goals=all(".goal"),rows=new Map(all(".gantt li").map(r=>[$("a",r).hash.slice(1),r])),marked=all(".goal,.attention li,.rest tr[id],.due>div");
const names=s=>`, ${s.replaceAll(" and ",", ")}, `,held=new WeakMap();
const owners=e=>{if(!held.has(e))held.set(e,names(all("summary i,.meta>b,td:nth-child(3),:scope>h3",e).map(n=>n.textContent).join(", ")));return held.get(e)};
const team=e=>e.dataset.t??document.getElementById($("h3 a,td a",e)?.hash.slice(1))?.dataset.t;
const due=e=>e.parentElement.className==="due";
const fits=(e,f)=>(!f.owner||owners(e).includes(names(f.owner)))&&(!f.team||due(e)||team(e)===f.team)&&(!f.status||due(e)||e.classList.contains(f.status))&&(!f.q||words(e).includes(f.q.toLowerCase()));
const show=(e,on)=>e.toggleAttribute("data-hidden",!on);
const done=e=>parseFloat($(".nums b",e).textContent)||0;
const orders={due:(a,b)=>(a.dataset.due||"9").localeCompare(b.dataset.due||"9"),name:(a,b)=>$("h3",a).textContent.localeCompare($("h3",b).textContent),done:(a,b)=>done(a)-done(b)};
let sorted="";
const apply=()=>{const f=Object.fromEntries(new FormData(form));
for(const e of marked)show(e,fits(e,f));
for(const [id,row] of rows){const g=document.getElementById(id);show(row,!g||!g.hasAttribute("data-hidden"))}
if(f.sort!==sorted){sorted=f.sort;list.append(...(orders[sorted]?[...goals].sort(orders[sorted]):goals))}
const n=goals.filter(g=>!g.hasAttribute("data-hidden")).length;
$("#shown").textContent=n===goals.length?"":`${n} of ${goals.length} goals shown`;
const set=Object.entries(f).filter(([,v])=>v);
if(set.length||location.hash.includes("="))history.replaceState(null,"",set.length?"#"+new URLSearchParams(set):location.pathname+location.search)};
const read=()=>{if(!location.hash.includes("="))return false;
const p=new URLSearchParams(location.hash.slice(1));
for(const e of form.elements)if(e.name)e.value=p.get(e.name)||"";
apply();return true};
form.hidden=false;
form.addEventListener("input",apply);
form.addEventListener("submit",e=>e.preventDefault());
form.addEventListener("reset",()=>setTimeout(apply));
addEventListener("hashchange",read);read()}
const reveal=()=>{const h=location.hash.slice(1);if(!h||h.includes("="))return;
const e=document.getElementById(h);if(!e)return;
for(let d=e;d;d=d.parentElement)if(d.tagName==="DETAILS")d.open=true;
e.scrollIntoView()};
addEventListener("hashchange",reveal);reveal();
addEventListener("beforeprint",()=>all("details:not([open])").forEach(d=>{d.open=true;d.dataset.folded=""}));
addEventListener("afterprint",()=>all("[data-folded]").forEach(d=>{d.open=false;delete d.dataset.folded}));
const year=$("time").dateTime.slice(0,4);
for(const table of all("table.steps"))all("th:not(:nth-child(6))",table).forEach(th=>{
const b=document.createElement("button");b.type="button";b.textContent=th.textContent;th.replaceChildren(b);
b.addEventListener("click",()=>{const up=th.getAttribute("aria-sort")!=="ascending",i=th.cellIndex,body=table.tBodies[0];
const value=r=>{const v=r.cells[i].textContent.trim();return i===3?(v?String(1e14+Date.parse(/\d{4}$/.test(v)?v:`${v} ${year}`)):"9"):v};
all("th",table).forEach(o=>o.removeAttribute("aria-sort"));th.setAttribute("aria-sort",up?"ascending":"descending");
body.append(...[...body.rows].sort((a,b)=>(up?1:-1)*value(a).localeCompare(value(b),undefined,{numeric:true})))})});
})();
