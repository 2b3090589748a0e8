/** The report's style: follows the reader's light or dark scheme, fits 400 to 1400 pixels, prints. */
export const styleSheet = `
:root {
  color-scheme: light dark;
  --page: #fbfbfa; --card: #fff; --ink: #1c2126; --quiet: #5b646e; --line: #dfe2e6; --none: #c9cdd2; --warning: #b3261e;
  --held: #2b3138; --held-line: #aab2bb; --held-span: #1c212618;
  --object-0: #5b3fc4; --object-1: #a5342f; --object-2: #0b6e6e; --object-3: #8a5a00; --object-4: #8d2f78; --object-5: #44546a;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #14171a; --card: #1d2125; --ink: #e8eaed; --quiet: #a0a8b1; --line: #343a41; --none: #565d66; --warning: #ff8a80;
    --held: #e3e7eb; --held-line: #6d7680; --held-span: #ffffff1f;
    --object-0: #b5a4ff; --object-1: #ff9d94; --object-2: #5fd0cf; --object-3: #e9b85a; --object-4: #f09bdb; --object-5: #a9bbd3;
  }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem clamp(.9rem, 3vw, 2.5rem) 4rem; max-width: 1440px; background: var(--page); color: var(--ink);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; overflow-wrap: anywhere;
  -webkit-print-color-adjust: exact; print-color-adjust: exact; }
h1, h2, h3, p, dl, dd, ul, ol, figure { margin: 0; padding: 0; }
ul, ol { list-style: none; }
h1 { font-size: clamp(1.6rem, 4vw, 2.2rem); line-height: 1.2; letter-spacing: -.01em; }
h2 { margin-top: 2rem; font-size: 1.15rem; line-height: 1.3; }
h3 { font-size: 1rem; }
a { color: inherit; text-decoration-color: var(--quiet); text-underline-offset: .2em; }
code { font: .9em ui-monospace, Consolas, Menlo, monospace; }
.quiet { color: var(--quiet); font-weight: 400; }
.patterns { position: absolute; width: 0; height: 0; }

.source { margin-top: .3rem; }
.source b { color: var(--ink); font-weight: 600; }
.totals { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: .75rem; margin: 1.4rem 0 1rem; }
.totals div { display: flex; flex-direction: column; padding: .7rem 1rem; background: var(--card); border: 1px solid var(--line); border-radius: 10px; }
.totals dt { order: 1; }
.totals dd { font-size: 1.6rem; font-weight: 650; line-height: 1.2; font-variant-numeric: tabular-nums; }
.options { display: flex; flex-wrap: wrap; gap: .4rem .5rem; font-size: .85rem; }
.options div { padding: .1rem .6rem; border: 1px solid var(--line); border-radius: 1rem; }
.options dt, .options dd { display: inline; }
.options dt { color: var(--quiet); }

.problems { margin-top: 2rem; padding: .9rem 1.2rem 1rem; background: var(--card); border: 1px solid var(--line); border-left: 5px solid var(--warning); border-radius: 10px; }
.problems h2 { margin: 0; color: var(--warning); }
.problems li { margin-top: .5rem; }
.problems .quiet { font-size: .85rem; }
nav ol { margin-top: .5rem; padding-left: 2rem; list-style: decimal; columns: 24rem; column-gap: 2.5rem; }
nav li { break-inside: avoid; }
nav .quiet { white-space: nowrap; }

.legend { display: flex; flex-wrap: wrap; gap: .35rem 1.1rem; margin-top: .7rem; font-size: .85rem; }
.legend li { display: inline-flex; align-items: center; gap: .4rem; font-variant-numeric: tabular-nums; }
.swatch { display: inline-flex; flex-direction: column; flex: none; width: 1em; height: 1em; border-radius: 3px; overflow: hidden; outline: 1px solid #0003; outline-offset: -1px; }
.swatch i, .share i, .length i { flex: 1; background: var(--paint); }
i.held { background: repeating-linear-gradient(135deg, var(--held) 0 3px, var(--held-line) 3px 4.5px); }
i.no-label { background: var(--none); }
i.held-span { background: var(--held-span); }
.answer { display: inline-flex; align-items: center; gap: .4em; vertical-align: middle; }
.share { display: flex; height: 1.6rem; margin-top: .7rem; border-radius: 7px; overflow: hidden; }
.share span { display: flex; flex-direction: column; flex-basis: 0; }
.stroke { width: 1.6em; border-top: 2px solid var(--ink); }
.stroke.height { border-top: 2px dashed var(--quiet); }

.task { margin-top: 3rem; padding-top: 1.2rem; border-top: 3px solid var(--ink); }
.task > h2 { margin-top: 0; font-size: clamp(1.25rem, 3.2vw, 1.7rem); font-weight: 600; }
.instruction { display: block; padding-right: 3rem; line-height: calc(1.5em + var(--lanes) * 1.1rem); white-space: pre-wrap; }
mark { position: relative; background: none; color: inherit; }
mark > i { position: absolute; left: 0; right: 0; top: calc(100% + var(--lane) * 1.1rem); height: 3px; background: var(--object); user-select: none; }
mark > i > span { position: absolute; left: 0; top: 4px; color: var(--object); font: 500 .72rem/1.2 system-ui, sans-serif; white-space: nowrap; }
.badge { display: inline-block; min-width: 1.45em; padding: 0 .35em; border-radius: 1em; background: var(--object); color: var(--card); font-size: .78em; line-height: 1.45; text-align: center; font-variant-numeric: tabular-nums; }
.object-0 { --object: var(--object-0); } .object-1 { --object: var(--object-1); } .object-2 { --object: var(--object-2); }
.object-3 { --object: var(--object-3); } .object-4 { --object: var(--object-4); } .object-5 { --object: var(--object-5); }

.summary > * { min-width: 0; }
.summary { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 30rem), 1fr)); gap: 1.2rem 3rem; margin: 1rem 0 1.4rem; }
.summary.stacked { grid-template-columns: minmax(0, 1fr); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; }
th { text-align: left; font-weight: 600; }
.objects { width: 100%; font-size: .92rem; }
.objects th, .objects td { padding: .35rem 1.4rem .35rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
.objects thead th, .objects td:nth-child(2), .objects td:nth-child(4) { white-space: nowrap; }
.objects thead th { color: var(--quiet); font-weight: 500; font-size: .82rem; }
.objects tbody th, .objects td:nth-child(3) { min-width: 8.5rem; }
.missing { color: var(--warning); }
.distributions { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 18rem), 1fr)); gap: 1.2rem 2.5rem; align-content: start; }
.distribution { width: 100%; align-self: start; font-size: .88rem; font-variant-numeric: tabular-nums; }
.distribution caption { padding-bottom: .3rem; text-align: left; font-weight: 600; }
.distribution th { padding: .1rem .8rem .1rem 0; font-weight: 400; white-space: nowrap; }
.distribution th, .distribution td { vertical-align: middle; }
.distribution td { padding-right: .8rem; text-align: right; white-space: nowrap; }
.distribution td:nth-child(3) { color: var(--quiet); }
.distribution td:last-child { width: 70%; padding: 0; }
.length { display: flex; flex-direction: column; min-width: 2px; height: .85rem; border-radius: 2px; overflow: hidden; }

.episode { margin-top: 1.2rem; padding: 1rem 1.1rem 1.1rem; background: var(--card); border: 1px solid var(--line); border-radius: 12px; content-visibility: auto; contain-intrinsic-size: auto 700px; }
.episode h3 .quiet { font-size: .88rem; }
.strip { display: grid; grid-template-columns: repeat(8, minmax(0, 1fr)); gap: 1rem .7rem; margin-top: .8rem; }
.strip img { display: block; width: 100%; aspect-ratio: 1; object-fit: contain; border-radius: 7px; background: var(--line); }
.moment { margin-top: .35rem; font-size: .8rem; color: var(--quiet); font-variant-numeric: tabular-nums; }
.moment b { color: var(--ink); }
.strip dl { margin-top: .45rem; font-size: .78rem; line-height: 1.35; }
.strip dt { color: var(--quiet); }
.strip dd { margin-top: .2rem; }
.strip .answer { padding: .05rem .55rem .05rem .4rem; border: 1.5px solid var(--line); border-radius: 1rem; font-weight: 600; font-size: .84rem; }
.strip .change .answer { border-color: var(--ink); }

.timeline { display: grid; grid-template-columns: minmax(6rem, 13rem) 1fr 3.6rem; gap: .2rem .9rem; margin-top: 1.2rem; font-size: .88rem; }
.name { grid-column: 1; line-height: 1.6; }
.chart { grid-column: 2; }
.chart svg { display: block; width: 100%; }
.marks, .axis { position: relative; height: 1.25rem; font-size: .75rem; color: var(--quiet); font-variant-numeric: tabular-nums; }
.marks span, .axis span { position: absolute; transform: translateX(-50%); white-space: nowrap; }
.marks span { color: var(--ink); font-weight: 650; }
.marks span::after { content: ""; position: absolute; left: 50%; bottom: -.15rem; height: .25rem; border-left: 1px solid var(--ink); }
.axis span { padding-top: .3rem; }
.axis span::before { content: ""; position: absolute; left: 50%; top: 0; height: .3rem; border-left: 1px solid var(--quiet); }
.bar { height: 1.5rem; border-radius: 4px; shape-rendering: crispEdges; }
.bar rect { fill: var(--paint); }
.bar rect.held { fill: url(#held); }
.bar rect.no-label { fill: var(--none); }
.bar g:hover { opacity: .75; }
.held-ground { fill: var(--held); }
.held-line { fill: var(--held-line); }
.plot { height: 4.5rem; margin: .1rem 0 .6rem; overflow: visible; border-bottom: 1px solid var(--line); }
.plot svg { height: 100%; overflow: visible; }
.plot .held-span { fill: var(--held-span); }
.plot .zero { stroke: var(--line); }
.plot path { fill: none; stroke: var(--ink); stroke-width: 1.8; stroke-linejoin: round; vector-effect: non-scaling-stroke; }
.plot path.height { stroke: var(--quiet); stroke-dasharray: 4 3; }
.scale { grid-column: 3; position: relative; height: 4.5rem; margin-top: 1.6rem; font-size: .72rem; line-height: 1; color: var(--quiet); font-variant-numeric: tabular-nums; }
.scale span { position: absolute; left: 0; transform: translateY(-50%); white-space: nowrap; }

@media (max-width: 1100px) {
  .strip { grid-template-columns: repeat(4, minmax(0, 1fr)); }
}
@media (max-width: 700px) {
  .strip { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .timeline { grid-template-columns: 1fr 3.1rem; gap: .1rem .4rem; }
  .name { grid-column: 1 / -1; }
  .chart { grid-column: 1; }
  .scale { grid-column: 2; }
  .episode { padding: .8rem .8rem .9rem; }
  .instruction { padding-right: 1.5rem; }
  .objects { font-size: .82rem; }
  .objects th, .objects td { padding-right: .6rem; }
  .objects tbody th, .objects td:nth-child(3) { min-width: 6rem; }
}
@media print {
  body { max-width: none; padding: 0; font-size: 12px; }
  .episode { content-visibility: visible; }
  .strip { grid-template-columns: repeat(8, 1fr); }
  .strip li, .timeline, .distribution, .totals { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
}
`;
