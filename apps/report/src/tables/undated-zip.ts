const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;
const localEntry = 0x04034b50;
/** 1 January 1980, the first day that a zip can say. */
const firstDay = (1 << 5) | 1;

/**
 * A zip archive whose entries all bear the same date, so that the same contents are the same bytes whenever they are
 * packed. For archives without comments and below 4 GB, as spreadsheet writers make them (APPNOTE.TXT 4.3).
 * @throws RangeError where the bytes are no such archive.
 */
export function undatedZip(archive: Uint8Array): Uint8Array {
  const bytes = Uint8Array.from(archive);
  const view = new DataView(bytes.buffer);
  const end = bytes.length - 22;
  if (end < 0 || view.getUint32(end, true) !== endOfDirectory)
    throw new RangeError('This is no plain zip archive');
  const date = (at: number) => {
    view.setUint16(at, 0, true);
    view.setUint16(at + 2, firstDay, true);
  };
  let at = view.getUint32(end + 16, true);
  for (let entry = 0; entry < view.getUint16(end + 10, true); entry++) {
    if (view.getUint32(at, true) !== directoryEntry)
      throw new RangeError('The zip archive has a damaged directory');
    date(at + 12);
    const local = view.getUint32(at + 42, true);
    if (view.getUint32(local, true) !== localEntry)
      throw new RangeError('The zip archive has a damaged entry');
    date(local + 10);
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return bytes;
}
