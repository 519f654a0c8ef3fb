import type { ClinvarDraft } from '../../electron/engine/annotation/clinvar-subset.ts'
import { clinvarWords, reviewStars } from '../../shared/variant/clinvar.ts'
import { tableRows } from './ideogram-file.ts'

/** `# key = ["…", "…"]` in the header of the variants' index. */
function list(index: string, key: string): string[] {
  const text = new RegExp(`^# ${key} = (\\[.+\\])$`, 'm').exec(index)?.[1]
  const values: unknown = JSON.parse(text ?? 'null')
  if (!Array.isArray(values)) throw new Error(`ClinVar subset: no ${key} in the index`)
  return values.map(String)
}

/** The release the subset was made of, `2024-12-15`: its header names the file it was taken from. */
export function clinvarDate(table: string): string {
  const found = /^# .*clinvar_(\d{4})(\d\d)(\d\d)\.vcf/m.exec(table)
  if (!found) throw new Error('ClinVar subset: the header does not name its release')
  return `${found[1]}-${found[2]}-${found[3]}`
}

/**
 * Decodes `CHROM POS ID REF ALT DISEASE_IDS AF_EXAC CLNREVSTAT CLNSIG …`, with positions and alleles as in ClinVar's
 * VCF, and CLNREVSTAT and CLNSIG as indexes into lists in the header of `index`.
 */
export function decodeClinvar(table: string, index: string): ClinvarDraft[] {
  if (!/^#CHROM\tPOS\tID\tREF\tALT\tDISEASE_IDS\tAF_EXAC\tCLNREVSTAT\tCLNSIG\t/m.test(table))
    throw new Error('ClinVar subset: unknown columns')
  const significances = list(index, 'clinical_significances')
  const statuses = list(index, 'clinical_review_statuses')
  return tableRows(table).map(
    ([contig = '', position, id, ref = '', alt = '', , , status = '', significance = '']) => {
      const said = significances[Number(significance)]
      const review = statuses[Number(status)]
      if (!/^[ACGT]+\t[ACGT]+$/.test(`${ref}\t${alt}`) || said === undefined || review === undefined)
        throw new Error(`ClinVar subset: bad row ${contig} ${position} ${ref}>${alt}`)
      return {
        contig,
        position: Number(position),
        ref,
        alt,
        id: Number(id),
        significance: clinvarWords(said),
        stars: reviewStars(review),
      }
    },
  )
}
