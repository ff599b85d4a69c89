/** Headers of an answer, each once: one that came more than once is joined with commas (RFC 9110, 5.3). */
export type Headers = Record<string, string | undefined>;

export const joinedHeaders = (headers: Record<string, string | string[] | undefined>): Headers =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );

// RFC 9110, 8.8.3: anything but this cannot be sent back to the publisher.
const entityTag = /^(W\/)?"[\x21\x23-\x7e\x80-\xff]*"$/;

/** An ETag that can be sent back; null where it is none. */
export const usableTag = (etag: string | null | undefined): string | null =>
  etag !== null && etag !== undefined && entityTag.test(etag) ? etag : null;

/** A Last-Modified that can be sent back; null where it is no date. */
export const usableDate = (date: string | null | undefined): string | null =>
  date !== null && date !== undefined && /^[\x20-\x7e]+$/.test(date) && !Number.isNaN(Date.parse(date))
    ? date
    : null;
