//! The styles of the page. Colours have a contrast of at least 4.5 to 1 in light and dark, and never say what is not said
//! in words, too.

/// The styles, which the policy of the page allows by their place alone.
pub const STYLE: &str = "
:root { color-scheme: light dark; --ink: #1b1b1f; --paper: #fff; --line: #d2d2da; --faint: #565662; --head: #f3f3f7;
  --good: #10653a; --fair: #7a4c00; --bad: #a3161f; --good-bg: #e4f4ea; --fair-bg: #fbf0d9; --bad-bg: #fce8e8; --link: #1a4fb4;
  --l0: #9c1c28; --l1: #cf5a1e; --l2: #d99a1b; --l3: #5b8db8; --l4: #9aa7b5; --l5: #6c6c7c; --cell: 28, 86, 178; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8e8ec; --paper: #141418; --line: #3a3a45; --faint: #a9a9b6; --head: #202027;
    --good: #7fd6a3; --fair: #f0bf62; --bad: #ff9a9a; --good-bg: #14301f; --fair-bg: #382a0c; --bad-bg: #401a1d; --link: #9dbcff;
    --l0: #d6505c; --l1: #e98449; --l2: #e5b348; --l3: #6fa5d3; --l4: #7d8998; --l5: #9a9aaa; --cell: 110, 160, 255; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 68rem; padding: 1.5rem 1rem 4rem; color: var(--ink); background: var(--paper);
  font: 1rem/1.55 system-ui, -apple-system, 'Segoe UI', 'Hiragino Sans', 'Noto Sans JP', 'Noto Sans CJK JP', sans-serif; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0; }
h2 { font-size: 1.25rem; margin: 2.6rem 0 .8rem; padding-bottom: .3rem; border-bottom: 2px solid var(--line); }
h3 { font-size: 1rem; margin: 0; }
section > h3 { margin: 1.6rem 0 .4rem; }
p { margin: .5rem 0; }
a { color: var(--link); }
header p { color: var(--faint); }
nav ul { display: flex; flex-wrap: wrap; gap: .2rem 1.1rem; list-style: none; margin: .8rem 0 0; padding: 0; font-size: .9rem; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: .5rem; background: var(--paper); padding: .3rem .6rem; }
code { font: .9em ui-monospace, SFMono-Regular, Consolas, monospace; overflow-wrap: anywhere; }
li { margin: .3rem 0; overflow-wrap: anywhere; }
.note { color: var(--faint); font-size: .88rem; max-width: 60rem; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: .8rem; margin: 0 0 1.2rem; }
.figures div { display: flex; flex-direction: column-reverse; justify-content: flex-end; border: 1px solid var(--line);
  border-radius: .5rem; padding: .7rem .9rem; background: var(--head); }
.figures dd { margin: 0; font-size: 1.9rem; line-height: 1.15; font-weight: 650; font-variant-numeric: tabular-nums; }
.figures dt { color: var(--faint); font-size: .88rem; }
.figures .bad dd { color: var(--bad); }
.figures .fair dd { color: var(--fair); }
.figures .good dd { color: var(--good); }
.entries { list-style: none; margin: 0; padding: 0; }
.entries > li { border: 1px solid var(--line); border-radius: .5rem; padding: .7rem .9rem; margin: .7rem 0; }
.entries h3 { font-weight: 400; }
.entries p { margin: .35rem 0; }
.entries dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem .9rem; margin: .4rem 0; font-size: .93rem; }
.entries dt { color: var(--faint); }
.entries dd { margin: 0; overflow-wrap: anywhere; }
.entries time, .place { color: var(--faint); font-size: .88rem; }
.badge { border-radius: .4rem; padding: .1rem .5rem; font-size: .85rem; font-weight: 600; background: var(--head); }
.badge.bad { color: var(--bad); background: var(--bad-bg); }
.badge.fair { color: var(--fair); background: var(--fair-bg); }
.badge.good { color: var(--good); background: var(--good-bg); }
details > summary { cursor: pointer; padding: .4rem 0; color: var(--link); }
.scroll { overflow-x: auto; margin: 1rem 0; }
.scroll:focus-visible, summary:focus-visible, a:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
table { border-collapse: collapse; font-size: .92rem; }
.scroll > table { width: 100%; }
caption { text-align: left; font-weight: 600; padding: .2rem 0 .4rem; }
th, td { border-bottom: 1px solid var(--line); padding: .35rem .7rem .35rem 0; text-align: left; vertical-align: top; }
tbody th { font-weight: 400; }
thead th { color: var(--faint); font-weight: 600; border-bottom: 2px solid var(--line); vertical-align: bottom; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
figure { margin: 1rem 0; }
figcaption { font-weight: 600; margin-bottom: .4rem; }
svg { display: block; max-width: 100%; height: auto; }
.scroll > svg { max-width: none; }
svg text { fill: var(--ink); font: 13px system-ui, -apple-system, 'Segoe UI', 'Hiragino Sans', 'Noto Sans JP', 'Noto Sans CJK JP', sans-serif; }
svg .soft { fill: var(--faint); }
svg .line { stroke: var(--line); fill: none; }
svg .agree { stroke: var(--ink); stroke-width: 1.5; fill: none; }
.l0 { fill: var(--l0); } .l1 { fill: var(--l1); } .l2 { fill: var(--l2); } .l3 { fill: var(--l3); } .l4 { fill: var(--l4); } .l5 { fill: var(--l5); }
.legend { display: flex; flex-wrap: wrap; gap: .2rem 1.1rem; list-style: none; margin: .3rem 0; padding: 0; font-size: .88rem; }
.legend svg { display: inline-block; vertical-align: -1px; margin-right: .35rem; }
@media (max-width: 40rem) {
  body { padding: 1rem .8rem 3rem; }
  .entries dl { grid-template-columns: 1fr; gap: 0; }
  .entries dd { margin-bottom: .3rem; }
  .figures { grid-template-columns: repeat(2, 1fr); }
  .scroll > table { width: max-content; min-width: 100%; }
  .scroll th, .scroll td { max-width: 15rem; overflow-wrap: anywhere; }
}
@page { size: A4; margin: 14mm; }
@media print {
  :root { color-scheme: light; --ink: #000; --paper: #fff; --line: #aaa; --faint: #444; --head: #f4f4f4;
    --good: #10653a; --fair: #7a4c00; --bad: #a3161f; --good-bg: #fff; --fair-bg: #fff; --bad-bg: #fff; --link: #000;
    --l0: #9c1c28; --l1: #cf5a1e; --l2: #d99a1b; --l3: #5b8db8; --l4: #9aa7b5; --l5: #6c6c7c; --cell: 28, 86, 178; }
  body { max-width: none; padding: 0; font-size: 9.5pt; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  nav, .skip { display: none; }
  h2, h3, caption, figcaption { break-after: avoid; }
  .entries > li, tr, figure, .figures { break-inside: avoid; }
  thead { display: table-header-group; }
  table { font-size: 8pt; }
  th, td { padding-right: .4rem; }
  .scroll { overflow: visible; }
  .scroll > svg { max-width: 100%; }
  details::details-content { content-visibility: visible; display: block; }
  summary { list-style: none; break-after: avoid; }
}
";
