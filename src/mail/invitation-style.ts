const font = "font-family:-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif";
const ink = "color:#17202b";
const quiet = "color:#566270";

/** Inline styles: the only ones that every mail program shows. */
export const style = {
  ground: `margin:0;padding:0;background-color:#f4f6f8;${font}`,
  whole: "white-space:nowrap",
  gap: "width:4px;height:6px;font-size:0;line-height:0",
  margin: "padding:16px 8px",
  column: "width:100%;max-width:600px;border-collapse:separate",
  sheet: `padding:24px 16px;background-color:#ffffff;border:1px solid #dde3e9;border-radius:8px;${font}`,
  organization: `margin:0 0 20px;font-size:15px;line-height:22px;font-weight:bold;${ink}`,
  paragraph: `margin:0 0 12px;font-size:16px;line-height:24px;${ink}`,
  question: `margin:20px 0 12px;font-size:20px;line-height:28px;font-weight:bold;${ink}`,
  anchors: `margin:0 0 6px;font-size:14px;line-height:20px;${quiet}`,
  small: `margin:14px 0;font-size:14px;line-height:21px;${quiet}`,
  foot: `padding:12px 17px;font-size:13px;line-height:28px;${font}`,
  footLink: `font-size:13px;line-height:28px;text-decoration:underline;${quiet}`,
  separate: "border-collapse:separate",
  number: "width:38px;height:44px;border:1px solid #7d8996;border-radius:6px",
  numberLink: `display:block;font-size:17px;line-height:44px;font-weight:bold;text-decoration:none;color:#0a5a8c;${font}`,
  words: "border:1px solid #7d8996;border-radius:6px",
  wordsLink: `display:block;padding:10px 14px;font-size:16px;line-height:24px;text-decoration:none;color:#0a5a8c;${font}`,
  clear: "clear:both;font-size:0;line-height:0",
  button: "margin:18px 0;border-collapse:separate",
  fill: "background-color:#0a5a8c;border-radius:6px",
  onFill: `display:inline-block;padding:12px 24px;font-size:16px;line-height:24px;font-weight:bold;text-decoration:none;color:#ffffff;${font}`,
};

/** The same colours for mail programs that show a dark mode of the sender's. */
export const dark = `
@media (prefers-color-scheme: dark) {
  .ground { background-color: #10151b !important; }
  .sheet { background-color: #19202a !important; border-color: #2c3643 !important; }
  .ink { color: #e9edf2 !important; }
  .quiet { color: #a9b4c0 !important; }
  .answer { border-color: #7f8b98 !important; }
  .accent { color: #7cc6f2 !important; }
  .fill { background-color: #7cc6f2 !important; }
  .on-fill { color: #0b1822 !important; }
}
`;
