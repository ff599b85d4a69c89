import { printFailure } from './print-failure.js';

/**
 * A PDF with its small objects, which are two thirds of a tagged one of Chromium's, in compressed streams (PDF 1.7, 7.5.7):
 * some 40% of the bytes, the same document, dates and tags. Compression is in JavaScript, so that the same PDF gives the
 * same bytes on every machine.
 * @throws InputError where the bytes are no PDF.
 */
export async function packed(file: Uint8Array): Promise<Buffer> {
  const { PDFDocument } = await import('@cantoo/pdf-lib');
  const pdf = await PDFDocument.load(file, { updateMetadata: false }).catch(() => {
    throw printFailure('What the browser printed cannot be read as a PDF.');
  });
  const options = { useObjectStreams: true, addDefaultPage: false, updateFieldAppearances: false };
  return Buffer.from(await pdf.save(options));
}
