// Certificates for servers under test: made anew each time, signed by an authority that only the test believes.
import { generateKeyPairSync } from 'node:crypto';
import forge from 'node-forge';

export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

export interface CertificateOptions {
  /** Names that it is for; an IP address is one of them where it looks like one. */
  readonly hosts?: readonly string[];
  /** Days from now. */
  readonly from?: number;
  readonly until?: number;
  /** Who signs it; undefined: itself. */
  readonly by?: Certificate;
  readonly isAuthority?: boolean;
}

const DAY = 24 * 60 * 60 * 1000;

export function certificate({
  hosts = ['news.example.org'],
  from = -1,
  until = 30,
  by,
  isAuthority = false,
}: CertificateOptions = {}): Certificate {
  const pair = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const made = forge.pki.createCertificate();
  made.publicKey = forge.pki.publicKeyFromPem(pair.publicKey);
  made.serialNumber = '01';
  made.validity.notBefore = new Date(Date.now() + from * DAY);
  made.validity.notAfter = new Date(Date.now() + until * DAY);
  const subject = [{ name: 'commonName', value: hosts[0]! }];
  made.setSubject(subject);
  made.setIssuer(by === undefined ? subject : forge.pki.certificateFromPem(by.cert).subject.attributes);
  made.setExtensions([
    { name: 'basicConstraints', cA: isAuthority, critical: true },
    {
      name: 'subjectAltName',
      altNames: hosts.map(host => (/^[\d.]+$/u.test(host) ? { type: 7, ip: host } : { type: 2, value: host })),
    },
  ]);
  made.sign(forge.pki.privateKeyFromPem(by?.key ?? pair.privateKey), forge.md.sha256.create());
  return { cert: forge.pki.certificateToPem(made), key: pair.privateKey };
}
