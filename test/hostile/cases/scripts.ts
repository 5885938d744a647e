// Code that wants to be run, and markup that becomes other markup when it is read twice (mXSS). PWNED is what none of it may say.

export const scripts: readonly (readonly [what: string, body: string])[] = [
  ['a script', '<script>document.write("PWNED")</script>'],
  ['a handler', '<img src=x onerror="document.write(`PWNED`)">'],
  ['a script in a title and in names', '<h1 title="PWNED"></h1><a rel=author href="javascript:PWNED()"></a>'],
  [
    'an address of the page that is a script',
    '<link rel=canonical href="javascript:PWNED()"><meta property="og:url" content="javascript:PWNED()">',
  ],
  [
    'a script in an address of data',
    '<iframe srcdoc="<script>PWNED</script>" src="data:text/html,<script>PWNED</script>"></iframe>',
  ],
  [
    'a script in a drawing',
    '<svg onload=PWNED><script>PWNED</script><foreignObject><p>PWNED</p></foreignObject></svg>',
  ],
  ['a script in a style', '<style>@import "javascript:PWNED"; p { background: url(javascript:PWNED) }</style>'],
  ['a script that never ends', '<!-- <script>PWNED --><template><script>PWNED</script></template>'],
];

/** After the bypasses of sanitisers that were made public. */
export const bypasses: readonly (readonly [what: string, body: string])[] = [
  [
    'math, table, style',
    '<form><math><mtext></form><form><mglyph><style></math><img src onerror=PWNED></style></mglyph></form></mtext></math></form>',
  ],
  ['svg, style, comment', '<svg></p><style><a id="</style><img src=1 onerror=PWNED>">'],
  [
    'math, annotation',
    '<math><annotation-xml encoding="text/html"><style><img src onerror=PWNED></style></annotation-xml></math>',
  ],
  ['noscript', '<noscript><p title="</noscript><img src=x onerror=PWNED>"></noscript>'],
  ['select, style', '<select><style></select><img src onerror=PWNED></style></select>'],
  ['a comment that ends early', '<!--><img src onerror=PWNED>-->'],
  ['a comment with a bang', '<!-- --!><img src onerror=PWNED> -->'],
  ['CDATA in a drawing', '<svg><![CDATA[><img src onerror=PWNED>]]></svg>'],
  ['CDATA in a page', '<![CDATA[ ><img src onerror=PWNED> ]]>'],
  [
    'textarea and title',
    '<textarea><img title="</textarea><img src onerror=PWNED>"></textarea><svg><title><style><img title="</style></title>"></svg>',
  ],
  [
    'plaintext in a drawing',
    '<svg><desc><table><caption><svg><style><!--</style><a title="--><img src onerror=PWNED>"></svg></desc></svg>',
  ],
  [
    'xmp and noembed',
    '<noembed><img title="</noembed><img src onerror=PWNED>"></noembed><noframes><img title="</noframes><img src onerror=PWNED>"></noframes>',
  ],
  ['names with slashes and zeros', '<img/src/onerror=PWNED><im\0g src onerror=PWNED><p/title="PWNED"></p>'],
  ['nested forms that go away', '<form id=a></form><form><input name=attributes><input name=parentNode></form>'],
  ['a namespace of its own', '<x:script xmlns:x="http://www.w3.org/1999/xhtml" title=PWNED></x:script>'],
];
