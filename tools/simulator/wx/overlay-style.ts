// The style sheet of toasts, modals and sheets: WeUI's metrics and colours, light and dark.

export const overlayStyle = `
.simulator-overlay {
  --panel: #fff; --sunk: #f7f7f7; --text: rgba(0, 0, 0, .9); --text2: rgba(0, 0, 0, .55); --line: rgba(0, 0, 0, .1);
  --link: #576b95; --danger: #fa5151; --brand: #07c160; --pressed: #ececec;
  position: absolute; inset: 0; pointer-events: none; overflow: hidden;
  font: 17px/1.4 system-ui, -apple-system, "PingFang SC", "Noto Sans CJK SC", sans-serif; color: var(--text);
}
.simulator-overlay[data-theme="dark"] {
  --panel: #2c2c2c; --sunk: #191919; --text: rgba(255, 255, 255, .8); --text2: rgba(255, 255, 255, .5);
  --line: rgba(255, 255, 255, .05); --link: #7d90a9; --pressed: #252525;
}
.simulator-overlay * { box-sizing: border-box; margin: 0; }
.simulator-overlay .stage { position: absolute; inset: 0; pointer-events: auto; }
.simulator-overlay .mask { position: absolute; inset: 0; background: rgba(0, 0, 0, .6); }
.simulator-overlay button { font: inherit; color: inherit; border: 0; background: none; padding: 0; cursor: pointer; }
.simulator-overlay button:active { background: var(--pressed); }
.simulator-overlay :focus-visible { outline: 2px solid var(--link); outline-offset: -3px; }

.simulator-overlay .toast {
  position: absolute; top: 40%; left: 50%; transform: translate(-50%, -50%); z-index: 2;
  background: #4c4c4c; color: rgba(255, 255, 255, .9); border-radius: 12px; text-align: center;
}
.simulator-overlay .toast.text { padding: 12px 16px; font-size: 14px; max-width: 72%; width: max-content; overflow-wrap: anywhere; }
.simulator-overlay .toast.icon { width: 136px; min-height: 136px; padding: 30px 8px 20px; }
.simulator-overlay .toast svg { display: block; width: 40px; height: 40px; margin: 0 auto 16px; }

.simulator-overlay .modal {
  position: absolute; top: 50%; left: 50%; transform: translate(-50%, -50%); width: min(320px, 85%);
  max-height: 90%; display: flex; flex-direction: column; background: var(--panel); border-radius: 12px; text-align: center; overflow: hidden;
}
.simulator-overlay .modal .title { padding: 32px 24px 0; font-weight: 700; overflow-wrap: anywhere; }
.simulator-overlay .modal .content { padding: 16px 24px 32px; color: var(--text2); overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere; }
.simulator-overlay .modal .title.alone, .simulator-overlay .modal .content.alone { padding: 32px 24px; }
.simulator-overlay .modal .content.alone { color: var(--text); }
.simulator-overlay .modal textarea {
  display: block; width: calc(100% - 48px); margin: 16px 24px 32px; padding: 10px 12px; min-height: 44px; resize: none;
  font: inherit; color: var(--text); background: var(--sunk); border: 0; border-radius: 6px;
}
.simulator-overlay .modal .buttons { display: flex; flex: none; border-top: .5px solid var(--line); }
.simulator-overlay .modal button { flex: 1; height: 56px; font-weight: 700; }
.simulator-overlay .modal button + button { border-left: .5px solid var(--line); }
.simulator-overlay .modal .primary { color: var(--link); }

.simulator-overlay .sheet {
  position: absolute; left: 0; right: 0; bottom: 0; max-height: 90%; overflow: auto;
  background: var(--sunk); border-radius: 12px 12px 0 0; padding-bottom: env(safe-area-inset-bottom); text-align: center;
}
.simulator-overlay .sheet .title { padding: 16px 24px; font-size: 14px; color: var(--text2); background: var(--panel); }
.simulator-overlay .sheet button { display: block; width: 100%; min-height: 56px; padding: 8px 16px; background: var(--panel); }
.simulator-overlay .sheet button:active { background: var(--pressed); }
.simulator-overlay .sheet .title + button, .simulator-overlay .sheet button + button { border-top: .5px solid var(--line); }
.simulator-overlay .sheet .cancel { margin-top: 8px; border-top: 0 !important; }

.simulator-overlay .settings { text-align: left; padding-bottom: 24px; }
.simulator-overlay .settings h2 { font-size: 17px; text-align: center; padding: 16px; }
.simulator-overlay .settings p { font-size: 14px; color: var(--text2); padding: 0 16px 8px; }
.simulator-overlay .settings .row { display: flex; align-items: center; justify-content: space-between; min-height: 56px; padding: 0 16px; background: var(--panel); }
.simulator-overlay .settings [role="switch"] {
  position: relative; flex: none; width: 50px; height: 28px; min-height: 0; padding: 0; border-radius: 14px; background: rgba(128, 128, 128, .4);
}
.simulator-overlay .settings [role="switch"]::after {
  content: ""; position: absolute; top: 2px; left: 2px; width: 24px; height: 24px; border-radius: 12px; background: #fff; transition: transform .15s;
}
.simulator-overlay .settings [aria-checked="true"] { background: var(--brand); }
.simulator-overlay .settings [aria-checked="true"]::after { transform: translateX(22px); }
.simulator-overlay .settings .cancel { text-align: center; margin-top: 24px; }
.simulator-overlay .picker-head { display: flex; align-items: center; justify-content: space-between; background: var(--panel); }
.simulator-overlay .picker-head button { width: auto; }
.simulator-overlay .picker-done { color: var(--brand); }
.simulator-overlay .picker-fields { display: flex; padding: 8px 8px 24px; background: var(--panel); }
.simulator-overlay .picker-fields > * { flex: 1; min-width: 0; border: 0; font: inherit; color: inherit; background: none; }
`
