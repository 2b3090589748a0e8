/** The report's style sheet; it follows the reader's light or dark scheme and prints. */
export const style = `
:root { color-scheme: light dark; --line: #8884; --quiet: #777; --card: #8881; }
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 1200px; padding: 0 1rem; }
h1 { font-size: 1.6rem; margin: 0; } h2 { font-size: 1.25rem; margin: 2.5rem 0 .5rem; } h3 { font-size: 1rem; color: var(--quiet); }
mark { background: none; color: inherit; border-bottom: 3px solid var(--colour); padding-bottom: 1px; }
.quiet { color: var(--quiet); } .totals { display: flex; flex-wrap: wrap; gap: .75rem; margin: 1rem 0; }
.totals div { background: var(--card); border-radius: 8px; padding: .5rem 1rem; } .totals b { display: block; font-size: 1.3rem; }
table { border-collapse: collapse; } td, th { text-align: left; padding: .15rem 1rem .15rem 0; border-bottom: 1px solid var(--line); }
.strip { display: grid; grid-template-columns: repeat(auto-fill, minmax(130px, 1fr)); gap: .6rem; }
figure { margin: 0; break-inside: avoid; } figure img { width: 100%; image-rendering: auto; border-radius: 6px; display: block; }
figcaption { font-size: .8rem; line-height: 1.35; } figcaption b { border-left: .7em solid var(--colour); padding-left: .3em; }
svg { width: 100%; height: auto; display: block; margin: .3rem 0; } svg text { font: 11px system-ui, sans-serif; fill: currentColor; }
.legend { display: flex; flex-wrap: wrap; gap: .3rem 1rem; font-size: .85rem; } .legend i { display: inline-block; width: .8em; height: .8em; border-radius: 2px; margin-right: .35em; }
.problem { border-left: 4px solid #d55e00; padding-left: .7rem; }
`;
