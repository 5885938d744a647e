/** The frame of a published page: nothing on it is loaded but the style beside it, and nothing runs. */
import { to } from '../address.ts';
import { type Html, html } from '../html.ts';
import type { PublishedPage } from './site.ts';

export function frame({ title, body }: PublishedPage): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self' file:; img-src 'self' file:; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<title>${title} · Deeds</title>
<link rel="icon" href="${to('assets', 'icon.svg')}">
<link rel="stylesheet" href="${to('assets', 'deeds.css')}">
</head>
<body class="published">
<a class="skip" href="#main">Skip to the page</a>
<header class="top"><a class="brand" href="${to()}">Deeds</a><nav class="published-menu" aria-label="Pages"><a href="${to()}">Findings</a> <a href="${to('timeline')}">Timeline</a> <a href="${to('calendar')}">Calendar</a></nav></header>
<main id="main" tabindex="-1">
${body}
<footer class="about-site"><p>Findings that people reviewed and published, with the exact words that they rest on. Deeds judges how well founded it is what is said, by rules that anybody can read, and not whether it is true. What is not here was not published.</p></footer>
</main>
</body>
</html>
`;
}
