/** Magic bytes, as latin-1, of what people open by mistake. The index formats are ours to read but no case files. */
const MAGICS: readonly (readonly [magic: string, looksLike: string])[] = [
  ['\x89PNG\r\n\x1a\n', 'a PNG image'],
  ['\xff\xd8\xff', 'a JPEG image'],
  ['GIF8', 'a GIF image'],
  ['II*\x00', 'a TIFF image'],
  ['MM\x00*', 'a TIFF image'],
  ['BM', 'a bitmap image'],
  ['%PDF-', 'a PDF document'],
  ['{\\rtf', 'an RTF document'],
  ['PK\x03\x04', 'a ZIP archive (or an Office document)'],
  ['PK\x05\x06', 'an empty ZIP archive'],
  ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'an old Office document'],
  ['7z\xbc\xaf\x27\x1c', 'a 7-Zip archive'],
  ['Rar!\x1a\x07', 'a RAR archive'],
  ['\xfd7zXZ\x00', 'an xz archive'],
  ['BZh', 'a bzip2 archive'],
  ['\x28\xb5\x2f\xfd', 'a Zstandard archive'],
  ['SQLite format 3\x00', 'an SQLite database'],
  ['\x7fELF', 'a program'],
  ['MZ', 'a Windows program'],
  ['BAI\x01', 'a BAI index: open the BAM it belongs to'],
  ['CSI\x01', 'a CSI index: open the BAM or VCF it belongs to'],
  ['TBI\x01', 'a tabix index (TBI): open the VCF it belongs to'],
  ['\x26\xfc\x8f\x88', 'a bigWig file'],
  ['\xeb\xf2\x89\x87', 'a bigBed file'],
  ['\x88\x8f\xfc\x26', 'a bigWig file'],
  ['\x87\x89\xf2\xeb', 'a bigBed file'],
  ['\x89HDF\r\n\x1a\n', 'an HDF5 file'],
  ['PAR1', 'a Parquet file'],
  ['CASEMENT-OFFSETS', 'an offset index of Casement: open the VCF it belongs to'],
]

/** What the first bytes of a file look like when a magic number says so, else undefined. */
export function looksLikeBinary(head: Uint8Array): string | undefined {
  const start = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 512)).toString('latin1')
  const found = MAGICS.find(([magic]) => start.startsWith(magic))
  if (found === undefined) return start.slice(257, 262) === 'ustar' ? 'a TAR archive' : undefined
  // Two letters are not enough of a sign in text.
  if (found[0].length === 2 && !head.subarray(0, 512).includes(0)) return undefined
  return found[1]
}
