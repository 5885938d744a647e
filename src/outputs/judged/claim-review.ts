import type { JudgedCase } from '../../core/judged.ts';

/**
 * Published findings as schema.org ClaimReview (JSON-LD): the claim that is reviewed is that the party keeps the provision. What nobody
 * published is no review of anybody, and is left out.
 */
export function claimReview({ instrument, findings }: JudgedCase): string {
  const published = findings.filter(
    one => one.published !== undefined && one.unsupported === undefined && one.finding.rated,
  );
  const reviews = published.map(({ provision, party, finding, label, published: at, publishedBy }) => ({
    '@context': 'https://schema.org',
    '@type': 'ClaimReview',
    datePublished: at!.slice(0, 10),
    author: { '@type': 'Person', name: publishedBy },
    claimReviewed: `${party.name} keeps “${provision.label}” of the ${instrument.title}`,
    itemReviewed: {
      '@type': 'Claim',
      appearance: provision.words.map(({ exact }) => ({ '@type': 'CreativeWork', text: exact })),
    },
    // The levels are no scale from worst to best; the name says what was found.
    reviewRating: {
      '@type': 'Rating',
      alternateName: label,
      ratingExplanation: [
        `Coverage ${finding.coverage.level}: ${finding.coverage.why}.`,
        finding.confidence === undefined ? '' : `Confidence ${finding.confidence.level}: ${finding.confidence.why}.`,
      ]
        .filter(Boolean)
        .join(' '),
    },
  }));
  return `${JSON.stringify(reviews, null, 2)}\n`;
}
