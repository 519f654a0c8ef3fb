/**
 * igv.js's own DOM (menus, popups, notices, scroll bars, its ruler and ideogram canvases) in the colours of the theme.
 * Its shadow root takes no class from outside, and its canvases no colour from its configuration: the CSS variables
 * set by the adapter come through, and what is painted black on white is inverted for the dark theme.
 */
export const FURNITURE = `
.igv-container { width: 100%; padding-top: 0; min-height: 0; color: var(--casement-ink); background: var(--casement-ground); }
.igv-navbar, .igv-gear-menu-column, .igv-track-drag-column, .igv-ui-alert-dialog-container,
.igv-sample-info-column, .igv-sample-name-column { display: none !important; }
.igv-viewport, .igv-axis-column > div, .igv-scrollbar-column > div { margin-top: 2px; }
.igv-viewport[data-track-type^="casement"], .igv-viewport[data-track-type="alignment"] {
  box-shadow: inset 0 1px 0 var(--casement-line);
}
.igv-viewport[data-track-type="ideogram"] { cursor: pointer; }
.igv-viewport[data-track-type="ideogram"] canvas { mix-blend-mode: multiply; }
.igv-axis-column > div[data-tracktype="alignment"] canvas { mix-blend-mode: multiply; }
:host([data-theme="dark"]) .igv-viewport[data-track-type="ideogram"] canvas {
  filter: invert(1) hue-rotate(180deg); mix-blend-mode: screen;
}
:host([data-theme="dark"]) .igv-viewport[data-track-type="ruler"] canvas { filter: invert(0.85); }
:host([data-theme="dark"]) .igv-axis-column > div[data-tracktype="alignment"] canvas {
  filter: invert(1); mix-blend-mode: screen; opacity: 0.75;
}
.igv-track-label {
  left: 4px; top: 3px; max-width: calc(100% - 8px); padding: 0 4px; border: 0; border-radius: 3px;
  font: 11px/15px var(--casement-font); color: var(--casement-ink);
  background: color-mix(in srgb, var(--casement-ground) 82%, transparent); text-align: left;
  pointer-events: none;
}
.igv-viewport[data-track-type="casement-genes"] .igv-track-label,
.igv-viewport[data-track-type="casement-regions"] .igv-track-label,
.igv-viewport[data-track-type="casement-variants"] .igv-track-label,
.igv-viewport[data-track-type="ruler"] .igv-track-label { display: none !important; }
.igv-viewport-message, .igv-zoom-in-notice-container {
  position: absolute; left: 50%; top: 50%; transform: translate(-50%, -50%); z-index: 300; max-width: 90%;
  padding: 6px 10px; border: 1px solid var(--casement-line); border-radius: 4px; box-sizing: border-box;
  font: 13px/18px var(--casement-font); white-space: normal; text-align: left;
  color: var(--casement-ink); background: var(--casement-ground-2);
}
.igv-viewport-message { border-left: 3px solid var(--casement-danger); }
.igv-viewport[data-track-type^="casement"] .igv-viewport-message { padding: 1px 8px; font-size: 12px; }
.igv-zoom-in-notice-container { width: max-content; padding: 1px 8px; border: 0; background: transparent; }
.igv-zoom-in-notice-container > div { font: 12px/16px var(--casement-font); color: var(--casement-ink-2); padding: 0; }
.igv-loading-spinner-container { width: 16px; height: 16px; opacity: 0; animation: casement-late 0s 0.4s forwards; }
.igv-loading-spinner-container > div { border-width: 2px; border-color: var(--casement-line); border-top-color: var(--casement-accent); }
@keyframes casement-late { to { opacity: 1; } }
@media (prefers-reduced-motion: reduce) { .igv-loading-spinner-container > div { animation: none; } }
.igv-scrollbar-column > div > div { border-color: var(--casement-line); background: var(--casement-line); }
.igv-menu-popup, .igv-menu-popup > div:not(:first-child) > div, .igv-ui-popover, .igv-ui-popover > div:last-child,
.igv-ui-generic-dialog-container, .igv-ui-generic-dialog-container * {
  color: var(--casement-ink); background: var(--casement-ground); font-family: var(--casement-font);
  border-color: var(--casement-line);
}
.igv-menu-popup-header, .igv-ui-popover > div:first-child { background: var(--casement-ground-2); border-color: var(--casement-line); }
.igv-menu-popup > div:not(:first-child) > div.context-menu { padding: 3px 10px; font-size: 13px; }
.igv-menu-popup > div:not(:first-child) > div:hover { background: var(--casement-ground-2); }
.igv-menu-popup hr, .igv-ui-popover hr { border: 0; border-top: 1px solid var(--casement-line); }
.igv-ui-popover > div:last-child { padding: 4px; font: 12px/18px var(--casement-font); }
.igv-ui-popover > div:last-child > div { max-width: 420px; }
.casement-read-actions { display: flex; flex-wrap: wrap; gap: 4px; padding-bottom: 4px; }
.casement-read-actions button {
  min-height: 24px; padding: 0 8px; border: 1px solid var(--casement-line); border-radius: 4px;
  font: 12px/16px var(--casement-font); color: var(--casement-accent); background: var(--casement-ground); cursor: pointer;
}
.casement-read-actions button:hover { background: var(--casement-ground-2); }
.casement-marks { position: absolute; inset: 0; overflow: hidden; pointer-events: none; }
.casement-marks > div { position: absolute; box-sizing: border-box; border: 1px solid var(--casement-ink); border-radius: 1px; }
.casement-tip {
  position: absolute; z-index: 40; max-width: 90%; padding: 1px 6px; border: 1px solid var(--casement-line); border-radius: 3px;
  font: 11px/16px var(--casement-font); font-variant-numeric: tabular-nums; color: var(--casement-ink);
  background: var(--casement-ground); white-space: nowrap; overflow: hidden; text-overflow: ellipsis; pointer-events: none;
}
.casement-tip[hidden] { display: none; }
.igv-multi-locus-ruler-label, .igv-multi-locus-ruler-label > div {
  background: var(--casement-ground-2) !important; color: var(--casement-ink);
}
.igv-multi-locus-close-button { color: var(--casement-ink-2); }
.igv-cytoband-tooltip, .igv-ruler-tooltip { display: none !important; }
:host([data-jumping]) .igv-viewport[data-track-type^="casement"] canvas,
:host([data-jumping]) .igv-viewport[data-track-type="alignment"] canvas { opacity: 0.3; transition: opacity 0s 0.2s; }
`
