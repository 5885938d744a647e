/**
 * Hosts that must never be reached, as somebody could write them. One a line; what stands behind two blanks is a remark.
 * `\u{ad}` is the character U+00AD. To extend the tests, add a line. All are tried as the address itself, as the target of a redirect, and with http and https.
 */
export const privateHosts = lines(String.raw`
127.0.0.1
127.0.0.1.
127.1
127.0.1
127.255.255.254
127.000.000.001
2130706433  127.0.0.1 as one number
2130706433.
0x7f000001
0X7F000001
0x7f.0.0.1
0x7f.1
0x7f.0x0.0x0.0x1
0x0000007f.1
017700000001
0177.0.0.1
0177.1
00000177.0.0.01
127.0x1
0
0.0.0.0
0x0
00.0
0.0.0.1
１２７.０.０.１  full width
①②⑦.⓪.⓪.①  in circles
𝟏𝟐𝟕.𝟎.𝟎.𝟏  bold
127。0。0。1  dots of Chinese
127．0．0．1
127｡0｡0｡1
127%2e0%2e0%2e1
%31%32%37.0.0.1
%31%32%37%2E1
0x7%66.1
:@127.0.0.1
\u{ad}1\u{ad}27.0.0.1  with a soft hyphen
127.0.0.1\u{200b}  with a blank of no width
localhost
LOCALHOST
LocalHost
localhost.
localhost..
foo.localhost
a.b.localhost.
ｌｏｃａｌｈｏｓｔ
ⓛⓞⓒⓐⓛⓗⓞⓢⓣ
loc%61lhost
lo\u{ad}calhost
localho\u{17f}t  with a long s
localhost.localdomain
router.localdomain
printer.local
printer.local.
intranet.internal
metadata.google.internal
router.home.arpa
expyuzz4wqqyqhjn.onion
[::1]
[0:0:0:0:0:0:0:1]
[0000:0000:0000:0000:0000:0000:0000:0001]
[::0.0.0.1]
[::]
[0::0]
[::ffff:127.0.0.1]  IPv4 inside IPv6
[::ffff:7f00:1]
[::FFFF:7F00:0001]
[0:0:0:0:0:ffff:127.0.0.1]
[::ffff:0:127.0.0.1]  translated
[::127.0.0.1]  compatible
[::7f00:1]
[64:ff9b::127.0.0.1]  NAT64
[64:ff9b::7f00:1]
[64:ff9b::a9fe:a9fe]
[64:ff9b:1::1]
[2002:7f00:1::]  6to4
[2002:a9fe:a9fe::1]
[2002:c0a8:101::1]
[2001:0:4136:e378:8000:63bf:807f:fffe]  Teredo
[2001:10::1]
[2001:20::1]
[2001:2::1]
[2001:db8::1]
[3fff::1]
[3ffe::1]
[100::1]
[fd00:ec2::254]  where a cloud keeps credentials
[fd00::1]
[fc00::1]
[fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff]
[fe80::1]
[febf::1]
[fec0::1]
[ff02::1]
[ff0e::1]
[ff05::1:3]
[4000::1]  not given to anybody
[::ffff:10.0.0.1]
[::ffff:a9fe:a9fe]
[::ffff:192.168.0.1]
10.0.0.1
10.255.255.255
10.1
167772161  10.0.0.1
0xa000001
012.0.0.1
172.16.0.1
172.31.255.255
172.16.1
2886729729  172.16.0.1
0xac.0x10.0.1
0254.020.0.1
192.168.0.1
192.168.1
192.168.255.255
192.168.257  two numbers in one
3232235521  192.168.0.1
0xc0a80001
0300.0250.0.1
0xc0.168.1
100.64.0.1
100.127.255.254
100.100.100.200
169.254.169.254
169.254.43518
2852039166  169.254.169.254
0xa9fea9fe
0xA9.0xFE.0xA9.0xFE
0251.0376.0251.0376
０ｘa9fea9fe
169。254。169。254
169.254.170.2
169.254.0.1
168.63.129.16
192.0.0.1
192.0.0.192
192.0.2.1
192.88.99.1
198.18.0.1
198.19.255.255
198.51.100.1
203.0.113.1
224.0.0.1
239.255.255.250
240.0.0.1
255.255.255.255
4294967295
0xffffffff
037777777777
`);

/** What the rules for addresses (WHATWG) do not take for a host at all. */
export const impossibleHosts = lines(String.raw`
127.0.0.256
127.0.0.0x100
4294967296
0x100000000
1.2.3.4.5
127.0.0.1.1
127.0.0.08
0x7g.1.1.0x1
[::1
::1]
[::1%25lo]
[fe80::1%25eth0]
[fe80::1%eth0]
[::ffff:127.0.0.1.1]
[::127.1]
[1:2:3]
[::ffff:0x7f.0.0.1]
127.0.0.1%00
127.0.0.1%00.example.org
localhost%00
local host
127.0.0.1%0d%0a
local<host
a@127.0.0.1
a:b@127.0.0.1
example.org@127.0.0.1
`);

/** What DNS may answer, as a resolver writes it. */
export const privateAnswers = lines(String.raw`
127.0.0.1
127.8.9.10
0.0.0.0
10.1.2.3
172.20.0.1
192.168.178.1
100.64.1.1
169.254.169.254
168.63.129.16
192.0.0.8
192.0.2.7
198.18.4.4
198.51.100.7
203.0.113.7
224.0.0.251
255.255.255.255
::
::1
::127.0.0.1
::ffff:127.0.0.1
::ffff:10.0.0.1
::ffff:0:7f00:1
64:ff9b::7f00:1
64:ff9b:1::7f00:1
100::1
2001::1
2001:db8::7
2002:7f00:1::1
3ffe::1
3fff::1
fc00::1
fd00:ec2::254
fe80::1
fe80::1%lo
fe80::1%eth0
fec0::1
ff02::fb
2a00:1450:4001::1%eth0
5f00::1
not an address
`);

function lines(text: string): readonly string[] {
  return text
    .split('\n')
    .map(line => line.replace(/ {2}.*$/u, ''))
    .map(line => line.replace(/\\u\{([0-9a-f]+)\}/gu, (_, code) => String.fromCodePoint(Number.parseInt(code, 16))))
    .filter(line => line !== '');
}
