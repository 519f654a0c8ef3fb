/*
 * Where the host tells the compiled scan what to read and where to write: 32-bit words from the start of the memory, by
 * their number. The host imports these as they are; the compiler takes them for i32. Addresses are in bytes.
 */

/** Columns that the header names, FORMAT and samples included. */
export const COLUMNS = 0
/** Addresses for the places of a line's tabs: one word more than there are columns. */
export const TABS = 1
/** Rows so far, and how many there is room for. */
export const ROWS = 2
export const MOST_ROWS = 3

/** The contig rows are on: its bytes, how many. */
export const CONTIG = 4
export const CONTIG_LENGTH = 5
/** Positions (1-based, ascending) of the alleles of that contig that are known to ClinVar: first and end address. */
export const KNOWN_FROM = 6
export const KNOWN_TO = 7

/** Keys of INFO: a table of terms; by number where the value is, and the record in which it was last seen. */
export const KEYS = 8
export const KEY_FROM = 9
export const KEY_TO = 10
export const KEY_SEEN = 11
/** The record, counted from 1. */
export const RECORD = 12
/** Numbers of the keys of the record before, in their order, -1 for others: the next is likely the same. */
export const ORDER = 13
export const MOST_ORDER = 14

/** Columns of INFO: operations of INFO_WORDS words each. */
export const INFO_OPERATIONS = 15
export const INFO_COUNT = 16
/** Keys whose values are left to the host: lists of key numbers. */
export const LEFT_KEYS = 17
export const LEFT_KEYS_COUNT = 18
/** Lists of key numbers in order of preference. */
export const CADD_KEYS = 19
export const CADD_KEYS_COUNT = 20
export const REVEL_KEYS = 21
export const REVEL_KEYS_COUNT = 22
/** Keys of population frequencies, and of each (address, length) its name. */
export const FREQUENCY_KEYS = 23
export const FREQUENCY_KEYS_COUNT = 24
export const FREQUENCY_KEY_NAMES = 25

/** The annotation: its key (-1: none), how entries are cut, and room for their borders. */
export const ANNOTATION_KEY = 26
export const FIELDS = 27
/** i32 of each field: its slot or -1. */
export const SLOT_OF_FIELD = 28
export const SLOTS = 29
export const BORDERS = 30
export const MOST_ENTRIES = 31
/** Slots, -1 for what the annotation does not have. */
export const AT_CONSEQUENCE = 32
export const AT_IMPACT = 33
export const AT_FEATURE = 34
export const AT_FEATURE_TYPE = 35
export const AT_MANE_SELECT = 36
export const AT_MANE_PLUS_CLINICAL = 37
export const AT_MANE = 38
export const AT_CANONICAL = 39
export const AT_HGVSC = 40
export const AT_HGVSP = 41
export const AT_EXON = 42
export const AT_SIGNIFICANCE = 43
export const AT_CADD = 44
export const AT_REVEL = 45
export const AT_GENES = 46
export const AT_GENES_COUNT = 47
export const AT_FREQUENCIES = 48
export const AT_FREQUENCIES_COUNT = 49
export const AT_FREQUENCY_NAMES = 50
export const AT_SPLICEAI = 51
export const AT_SPLICEAI_COUNT = 52
/** Number of the annotation among the sources. */
export const SOURCE = 53
/** The slot of the allele's number. */
export const AT_ALLELE_NUMBER = 71
/** Key of SpliceAI's entries, -1 for none. */
export const SPLICEAI_KEY = 72

/** Consequences that have been graded: a table of terms, and GRADES_EACH words for each: rank << 8 | impact, or -1. */
export const GRADE_TERMS = 54
export const GRADES = 55

/** FORMATs that are known: a table of terms, and FORMAT_BYTES for each: how many keys matter, then each's field. */
export const FORMATS = 56
export const FORMAT_FIELDS = 57
/** How many fields of a sample there are borders for: CALL_FIELDS and the others that are columns. */
export const FIELD_COUNT = 58
/** Of each sample column up to the last that is stored its number among those, or -1; and how many they are. */
export const SAMPLE_AT = 59
export const SAMPLE_COLUMNS = 60
/** Room for the borders of a sample's fields. */
export const CALL_BORDERS = 61

/** Columns of fields of FORMAT: of each sample FORMAT_COUNT operations of INFO_WORDS words, with a field for the key. */
export const FORMAT_OPERATIONS = 73
export const FORMAT_COUNT = 74

/** What the host is asked to learn: `bytes[from, to)` and a number. */
export const ASKED_FROM = 62
export const ASKED_TO = 63
export const ASKED = 64

/** Types of alleles by their number in the store. */
export const TYPE_SNV = 65
export const TYPE_MNV = 66
export const TYPE_INSERTION = 67
export const TYPE_DELETION = 68
export const TYPE_INDEL = 69
export const TYPE_OTHER = 70

/** Words of an operation: kind, key, which of its values (-1: the whole), address of the column. */
export const INFO_WORDS = 4
export const OF_FLAG = 0
export const OF_INTEGER = 1
export const OF_NUMBER = 2
export const OF_TEXT = 3

export const GRADES_EACH = 8
export const FORMAT_BYTES = 128
/** The FORMAT has something that the host has to read. */
export const FORMAT_LEFT = 255
export const FIELD_NONE = 255
/** Fields of a sample; from CALL_FIELDS on those that nothing but columns of their own are made of. */
export const GT = 0
export const AD = 1
export const DP = 2
export const GQ = 3
export const PS = 4
export const AF = 5
export const VAF = 6
export const CALL_FIELDS = 7

/**
 * Addresses of columns, 0 for those that are not stored. A column of numbers is its values; TERM and TEXT columns are
 * described by words of their own, see below.
 */
export const COLUMN = 128
export const BLOCK = 0
export const WITHIN = 1
export const LINE = 2
export const ALLELE = 3
export const ALLELES = 4
export const ROW_SOURCE = 5
export const POINTER = 6
export const CHROM = 7
export const POS = 8
export const END = 9
export const ID = 10
export const REF = 11
export const ALT = 12
export const ALTS = 13
export const TYPE = 14
export const LENGTH = 15
export const QUAL = 16
export const FILTER = 17
export const GENE = 18
export const CONSEQUENCE = 19
export const IMPACT = 20
export const WORST = 21
export const WORST_IMPACT = 22
export const TRANSCRIPT = 23
export const CHOICE = 24
export const MANE = 25
export const HGVSC = 26
export const HGVSP = 27
export const EXON = 28
export const POPMAX = 29
export const POPMAX_SOURCE = 30
export const CLINVAR = 31
export const CLINVAR_SOURCE = 32
export const CLINVAR_STARS = 33
export const SPLICEAI = 34
export const REGIONS = 35
export const CADD = 36
export const REVEL = 37
/** Of each sample SAMPLE_EACH from here on. */
export const FIRST_SAMPLE = 38
export const SAMPLE_EACH = 9
export const S_GT = 0
export const S_PHASED = 1
export const S_PS = 2
export const S_AD_REF = 3
export const S_AD_ALT = 4
export const S_DP = 5
export const S_GQ = 6
export const S_VAF = 7
export const S_TEXT = 8

/**
 * A table of terms, in words. Term n is `bytes[ends[n - 1], ends[n])`; SLOTS hold numbers by hash, -1 where there is none.
 * A column of terms has CODES as well.
 */
export const TERM_BYTES = 0
export const TERM_MOST_BYTES = 1
export const TERM_ENDS = 2
export const TERM_MOST = 3
export const TERM_SLOTS = 4
export const TERM_MASK = 5
export const TERM_COUNT = 6
export const TERM_LAST = 7
export const TERM_CODES = 8
export const TERM_WORDS = 9

/** A column of texts, in words: text n is `bytes[ends[n - 1], ends[n])`. */
export const TEXT_BYTES = 0
export const TEXT_MOST_BYTES = 1
export const TEXT_ENDS = 2
export const TEXT_WORDS = 3

/** Where data of the compiled code lie, and where the host's begin. */
export const FREE = 16384

/** What became of a line. */
export const TAKEN = 0
/** Out of the ordinary: the host reads it. */
export const LEFT = 1
/** There is no room for another row. */
export const FULL = 2
/** The host is to say what the contig, FORMAT or consequence `bytes[ASKED_FROM, ASKED_TO)` is, and to try again. */
export const ASKS_CONTIG = 3
export const ASKS_FORMAT = 4
export const ASKS_GRADE = 5
