(()=>{"use strict";
const $=(s,r=document)=>r.querySelector(s),all=(s,r=document)=>[...r.querySelectorAll(s)];
const form=$("#filters"),list=$("#goal-list");
const text=new WeakMap(),words=e=>{if(!text.has(e))text.set(e,e.textContent.toLowerCase());return text.get(e)};
if(form&&list){
const goals=all(".goal"),rows=new Map(all(".gantt li").map(r=>[$("a",r).hash.slice(1),r])),marked=all("[data-o]");
const fits=(e,f)=>(!f.owner||e.dataset.o.split(/\||, | and /).includes(f.owner))&&(!f.team||e.dataset.t===undefined||e.dataset.t===f.team)&&(!f.status||e.dataset.s===undefined||e.dataset.s===f.status)&&(!f.q||words(e).includes(f.q.toLowerCase()));
const show=(e,on)=>e.toggleAttribute("data-hidden",!on);
const orders={due:(a,b)=>(a.dataset.due||"9").localeCompare(b.dataset.due||"9"),name:(a,b)=>$("h3",a).textContent.localeCompare($("h3",b).textContent),done:(a,b)=>a.dataset.done-b.dataset.done};
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
for(const table of all("table.steps"))all("th:not(.lane)",table).forEach(th=>{
const b=document.createElement("button");b.type="button";b.textContent=th.textContent;th.replaceChildren(b);
b.addEventListener("click",()=>{const up=th.getAttribute("aria-sort")!=="ascending",i=th.cellIndex,body=table.tBodies[0];
const value=r=>r.cells[i].dataset.v||r.cells[i].textContent;
all("th",table).forEach(o=>o.removeAttribute("aria-sort"));th.setAttribute("aria-sort",up?"ascending":"descending");
body.append(...[...body.rows].sort((a,b)=>(up?1:-1)*value(a).localeCompare(value(b),undefined,{numeric:true})))})});
})();
