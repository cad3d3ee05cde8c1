/** The certificate with which the product itself serves HTTPS. */
import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Refusal } from './refusal';

/** PEM of a certificate with its chain, and of its private key. */
export interface Tls {
  cert: Buffer;
  key: Buffer;
}

/** Reads a certificate and its key; throws a `Refusal` when one cannot be read or they do not belong together. */
export function readTls(certFile: string, keyFile: string): Tls {
  const [cert, certificate] = read('HOMEWARD_TLS_CERT', certFile, (pem) => new X509Certificate(pem));
  const [key, secret] = read<KeyObject>('HOMEWARD_TLS_KEY', keyFile, (pem) => createPrivateKey(pem));
  if (!certificate.checkPrivateKey(secret)) throw new Refusal('tls_mismatch', { cert: certFile, key: keyFile });
  return { cert, key };
}

function read<T>(variable: string, file: string, parse: (pem: Buffer) => T): [Buffer, T] {
  try {
    const pem = readFileSync(file);
    return [pem, parse(pem)];
  } catch (error) {
    const isKey = variable === 'HOMEWARD_TLS_KEY';
    const { code } = error as NodeJS.ErrnoException;
    throw new Refusal('tls_unreadable', {
      variable,
      file,
      what: isKey ? 'a private key without a password' : 'a certificate',
      whatKm: isKey ? 'សោសម្ងាត់គ្មានពាក្យសម្ងាត់' : 'វិញ្ញាបនបត្រ',
      why: code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR' ? code : 'PEM',
    });
  }
}
