import type { DemoTranscript } from './transcript.ts'

/**
 * Real transcript structures at the demo's loci (GRCh38): exon coordinates from Ensembl release 110 by way of the
 * `ideogram` package's gene structures (CC0-1.0), checked against them in the tests. Only the exons in or next to a
 * demo window are listed; each row is `[exon number, first base, last base, cDNA position of its first transcribed
 * base]`, all 1-based and inclusive. Accessions label the demo's annotation; they are not an annotation source.
 */
// prettier-ignore
export const DEMO_TRANSCRIPTS: readonly DemoTranscript[] = [
  {
    gene: 'MSH2', geneId: 'ENSG00000095002', structure: 'MSH2-201', id: 'ENST00000233146.7', protein: 'ENSP00000233146.2',
    mane: 'select', refseq: 'NM_000251.3', contig: 'chr2', strand: '+', start: 47403156, end: 47483223, exonCount: 16, coding: [37, 2841],
    exons: [
      [3, 47410094, 47410372, 403], [4, 47412414, 47412560, 682], [5, 47414269, 47414418, 829],
      [6, 47416296, 47416429, 979], [7, 47429742, 47429941, 1113],
    ],
  },
  {
    gene: 'SCN1A', geneId: 'ENSG00000144285', structure: 'SCN1A-224', id: 'ENST00000674923.1', protein: 'ENSP00000501589.1',
    mane: 'select', refseq: 'NM_001165963.4', contig: 'chr2', strand: '-', start: 165985813, end: 166128020, exonCount: 29, coding: [479, 6508],
    exons: [
      [13, 166045043, 166045327, 1856], [14, 166043669, 166044049, 2141],
      [15, 166042292, 166042424, 2522], [16, 166041231, 166041469, 2655],
      [17, 166039423, 166039596, 2894],
    ],
  },
  {
    gene: 'SCN1A', geneId: 'ENSG00000144285', structure: 'SCN1A-201', id: 'ENST00000303395.9', protein: 'ENSP00000303540.4',
    mane: null, refseq: null, contig: 'chr2', strand: '-', start: 165985813, end: 166128020, exonCount: 28, coding: [392, 6421],
    exons: [
      [12, 166045043, 166045327, 1769], [13, 166043669, 166044049, 2054],
      [14, 166042292, 166042424, 2435], [15, 166041231, 166041469, 2568],
      [16, 166039423, 166039596, 2807],
    ],
  },
  {
    gene: 'ACADM', geneId: 'ENSG00000117054', structure: 'ACADM-202', id: 'ENST00000370841.9', protein: 'ENSP00000359878.5',
    mane: 'select', refseq: 'NM_000016.6', contig: 'chr1', strand: '+', start: 75724709, end: 75763679, exonCount: 12, coding: [80, 1345],
    exons: [
      [10, 75750451, 75750546, 929], [11, 75761122, 75761370, 1025],
      [12, 75762692, 75763679, 1274],
    ],
  },
  {
    gene: 'SMN1', geneId: 'ENSG00000172062', structure: 'SMN1-202', id: 'ENST00000380707.9', protein: 'ENSP00000370083.4',
    mane: 'select', refseq: 'NM_000344.4', contig: 'chr5', strand: '+', start: 70925087, end: 70953015, exonCount: 9, coding: [18, 902],
    exons: [
      [7, 70946066, 70946176, 741], [8, 70951941, 70951994, 852], [9, 70952439, 70953015, 906],
    ],
  },
  {
    gene: 'SMN2', geneId: 'ENSG00000205571', structure: 'SMN2-203', id: 'ENST00000380743.9', protein: 'ENSP00000370119.4',
    mane: 'select', refseq: 'NM_017411.4', contig: 'chr5', strand: '+', start: 70049669, end: 70077595, exonCount: 9, coding: [18, 902],
    exons: [
      [7, 70070641, 70070751, 741], [8, 70076521, 70076574, 852], [9, 70077019, 70077595, 906],
    ],
  },
  {
    gene: 'CFTR', geneId: 'ENSG00000001626', structure: 'CFTR-201', id: 'ENST00000003084.11', protein: 'ENSP00000003084.6',
    mane: 'select', refseq: 'NM_000492.4', contig: 'chr7', strand: '+', start: 117480025, end: 117668665, exonCount: 27, coding: [71, 4513],
    exons: [
      [10, 117548641, 117548823, 1280], [11, 117559464, 117559655, 1463],
      [12, 117587739, 117587833, 1655],
    ],
  },
  {
    gene: 'CFTR', geneId: 'ENSG00000001626', structure: 'CFTR-202', id: 'ENST00000426809.5', protein: 'ENSP00000389119.1',
    mane: null, refseq: null, contig: 'chr7', strand: '+', start: 117480095, end: 117667071, exonCount: 26, coding: [1, 4316],
    exons: [
      [9, 117548641, 117548823, 1120], [10, 117559464, 117559655, 1303],
      [11, 117587739, 117587833, 1495],
    ],
  },
  {
    gene: 'CDKN2A', geneId: 'ENSG00000147889', structure: 'CDKN2A-201', id: 'ENST00000304494.10', protein: 'ENSP00000307101.5',
    mane: 'select', refseq: 'NM_000077.5', contig: 'chr9', strand: '-', start: 21967752, end: 21974857, exonCount: 3, coding: [31, 501],
    exons: [
      [1, 21974678, 21974857, 1], [2, 21970902, 21971208, 181], [3, 21967752, 21968242, 488],
    ],
  },
  {
    gene: 'CDKN2A', geneId: 'ENSG00000147889', structure: 'CDKN2A-214', id: 'ENST00000579755.2', protein: 'ENSP00000462950.1',
    mane: 'plus-clinical', refseq: 'NM_058195.4', contig: 'chr9', strand: '-', start: 21967752, end: 21994392, exonCount: 3, coding: [62, 460],
    exons: [
      [1, 21994139, 21994392, 1], [2, 21970902, 21971208, 255], [3, 21967752, 21968242, 562],
    ],
  },
  {
    gene: 'STXBP1', geneId: 'ENSG00000136854', structure: 'STXBP1-201', id: 'ENST00000373299.5', protein: 'ENSP00000362396.2',
    mane: 'select', refseq: 'NM_001032221.6', contig: 'chr9', strand: '+', start: 127612277, end: 127692699, exonCount: 19, coding: [128, 1912],
    exons: [
      [13, 127673181, 127673261, 1157], [14, 127675804, 127675942, 1238],
      [15, 127676644, 127676753, 1377], [16, 127678431, 127678532, 1487],
    ],
  },
  {
    gene: 'STXBP1', geneId: 'ENSG00000136854', structure: 'STXBP1-202', id: 'ENST00000373302.8', protein: 'ENSP00000362399.3',
    mane: 'plus-clinical', refseq: 'NM_003165.6', contig: 'chr9', strand: '+', start: 127612277, end: 127692699, exonCount: 20, coding: [128, 1939],
    exons: [
      [13, 127673181, 127673261, 1157], [14, 127675804, 127675942, 1238],
      [15, 127676644, 127676753, 1377], [16, 127678431, 127678532, 1487],
    ],
  },
  {
    gene: 'PAH', geneId: 'ENSG00000171759', structure: 'PAH-215', id: 'ENST00000553106.6', protein: 'ENSP00000448059.1',
    mane: 'select', refseq: 'NM_000277.3', contig: 'chr12', strand: '-', start: 102836889, end: 102917244, exonCount: 13, coding: [115, 1473],
    exons: [
      [11, 102843646, 102843779, 1180], [12, 102840400, 102840515, 1314],
      [13, 102836889, 102839218, 1430],
    ],
  },
  {
    gene: 'GJB2', geneId: 'ENSG00000165474', structure: 'GJB2-202', id: 'ENST00000382848.5', protein: 'ENSP00000372299.4',
    mane: 'select', refseq: 'NM_004004.6', contig: 'chr13', strand: '-', start: 20187470, end: 20192938, exonCount: 2, coding: [179, 859],
    exons: [
      [1, 20192783, 20192938, 1], [2, 20187470, 20189603, 157],
    ],
  },
  {
    gene: 'GJB2', geneId: 'ENSG00000165474', structure: 'GJB2-201', id: 'ENST00000382844.2', protein: 'ENSP00000372295.1',
    mane: null, refseq: null, contig: 'chr13', strand: '-', start: 20187463, end: 20189780, exonCount: 1, coding: [200, 880],
    exons: [
      [1, 20187463, 20189780, 1],
    ],
  },
  {
    gene: 'FBN1', geneId: 'ENSG00000166147', structure: 'FBN1-201', id: 'ENST00000316623.10', protein: 'ENSP00000325527.5',
    mane: 'select', refseq: 'NM_000138.5', contig: 'chr15', strand: '-', start: 48408313, end: 48645709, exonCount: 66, coding: [317, 8932],
    exons: [
      [22, 48495123, 48495260, 2856], [23, 48494204, 48494254, 2994],
      [24, 48492461, 48492586, 3045], [25, 48489851, 48490078, 3171],
    ],
  },
  {
    gene: 'NF1', geneId: 'ENSG00000196712', structure: 'NF1-202', id: 'ENST00000358273.9', protein: 'ENSP00000351015.4',
    mane: 'select', refseq: 'NM_001042492.3', contig: 'chr17', strand: '+', start: 31094977, end: 31377675, exonCount: 58, coding: [334, 8853],
    exons: [
      [18, 31226435, 31226684, 2335], [19, 31227218, 31227291, 2585],
      [20, 31227523, 31227606, 2659], [21, 31229025, 31229465, 2743],
      [22, 31229835, 31229974, 3184], [23, 31230260, 31230382, 3324],
      [24, 31230842, 31230925, 3447], [25, 31232073, 31232189, 3531],
    ],
  },
  {
    gene: 'NF1', geneId: 'ENSG00000196712', structure: 'NF1-201', id: 'ENST00000356175.7', protein: 'ENSP00000348498.3',
    mane: 'plus-clinical', refseq: 'NM_000267.3', contig: 'chr17', strand: '+', start: 31094927, end: 31377677, exonCount: 57, coding: [384, 8840],
    exons: [
      [18, 31226435, 31226684, 2385], [19, 31227218, 31227291, 2635],
      [20, 31227523, 31227606, 2709], [21, 31229025, 31229465, 2793],
      [22, 31229835, 31229974, 3234], [23, 31230260, 31230382, 3374],
      [24, 31230842, 31230925, 3497], [25, 31232073, 31232189, 3581],
    ],
  },
  {
    gene: 'GAA', geneId: 'ENSG00000171298', structure: 'GAA-201', id: 'ENST00000302262.8', protein: 'ENSP00000305692.3',
    mane: 'select', refseq: 'NM_000152.5', contig: 'chr17', strand: '+', start: 80101581, end: 80119881, exonCount: 20, coding: [343, 3201],
    exons: [
      [2, 80104555, 80105132, 311], [3, 80105749, 80105894, 889],
      [4, 80107557, 80107722, 1035], [5, 80107800, 80107896, 1201],
      [6, 80108290, 80108409, 1298], [7, 80108489, 80108607, 1418],
      [8, 80108697, 80108828, 1537], [9, 80109945, 80110055, 1669],
      [10, 80110727, 80110840, 1780],
    ],
  },
  {
    gene: 'LDLR', geneId: 'ENSG00000130164', structure: 'LDLR-208', id: 'ENST00000558518.6', protein: 'ENSP00000454071.1',
    mane: 'select', refseq: 'NM_000527.5', contig: 'chr19', strand: '+', start: 11089463, end: 11133820, exonCount: 18, coding: [87, 2669],
    exons: [
      [12, 11116859, 11116998, 1792], [13, 11120092, 11120233, 1932],
      [14, 11120370, 11120522, 2074], [15, 11123174, 11123344, 2227],
      [16, 11128008, 11128085, 2398],
    ],
  },
  {
    gene: 'KCNQ2', geneId: 'ENSG00000075043', structure: 'KCNQ2-204', id: 'ENST00000359125.7', protein: 'ENSP00000352035.2',
    mane: 'select', refseq: 'NM_172107.4', contig: 'chr20', strand: '-', start: 63400208, end: 63472655, exonCount: 17, coding: [193, 2811],
    exons: [
      [5, 63442406, 63442531, 883], [6, 63439598, 63439708, 1009],
      [7, 63438625, 63438720, 1120], [8, 63433809, 63433903, 1216],
    ],
  },
  {
    gene: 'DMD', geneId: 'ENSG00000198947', structure: 'DMD-203', id: 'ENST00000357033.9', protein: 'ENSP00000354923.3',
    mane: 'select', refseq: 'NM_004006.3', contig: 'chrX', strand: '-', start: 31097680, end: 33190007, exonCount: 79, coding: [238, 11295],
    exons: [
      [65, 31187956, 31188157, 9599], [66, 31185040, 31185125, 9801],
      [67, 31182419, 31182576, 9887],
    ],
  },
  {
    gene: 'SRY', geneId: 'ENSG00000184895', structure: 'SRY-201', id: 'ENST00000383070.2', protein: 'ENSP00000372547.1',
    mane: 'select', refseq: 'NM_003140.3', contig: 'chrY', strand: '-', start: 2786855, end: 2787682, exonCount: 1, coding: [80, 694],
    exons: [
      [1, 2786855, 2787682, 1],
    ],
  },
]
