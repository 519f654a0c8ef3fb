/** Bits of a record's FLAG. @see SAMv1 §1.4.2 */
export const FLAG_PAIRED = 0x1
export const FLAG_PROPER_PAIR = 0x2
export const FLAG_UNMAPPED = 0x4
export const FLAG_MATE_UNMAPPED = 0x8
export const FLAG_REVERSE = 0x10
export const FLAG_MATE_REVERSE = 0x20
export const FLAG_FIRST = 0x40
export const FLAG_LAST = 0x80
export const FLAG_SECONDARY = 0x100
export const FLAG_QC_FAIL = 0x200
export const FLAG_DUPLICATE = 0x400
export const FLAG_SUPPLEMENTARY = 0x800
