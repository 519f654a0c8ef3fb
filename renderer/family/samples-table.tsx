import { type CaseFile, hasAlignments } from '../../shared/case/case-file.ts'
import type { CaseState } from '../../shared/case/case-state.ts'
import type { Sample } from '../../shared/case/sample.ts'
import { individualOf } from '../../shared/pedigree/individual-of.ts'
import type { Pedigree } from '../../shared/pedigree/individual.ts'
import { useSession } from '../app/session-context.tsx'
import { Choice } from '../ui/choice.tsx'
import { withSampleOf } from './edit-pedigree.ts'
import { filesOfSample, matchWords } from './family-words.ts'
import { SHOWN_PEOPLE } from './people-table.tsx'
import { keyOf } from './unions.ts'

const NOBODY = '-'
const OWN = '='

/** The samples with their files, by what each came to be theirs, and whose they are. */
export function SamplesTable({
  current,
  pedigree,
  onChange,
}: {
  current: Pick<CaseState, 'files' | 'samples'>
  pedigree: Pedigree
  onChange: (pedigree: Pedigree) => void
}) {
  const { samples, files } = current
  return (
    <div className="who-table-frame">
      <table className="who-table" aria-label="Samples and files">
        <thead>
          <tr>
            <th scope="col">Sample</th>
            <th scope="col">Person</th>
            <th scope="col">Files, and by what they are the sample’s</th>
          </tr>
        </thead>
        <tbody>
          {samples.slice(0, SHOWN_PEOPLE).map((sample) => (
            <tr key={sample.name}>
              <th scope="row">
                <span className="who-sample" title={sample.name}>
                  {sample.name}
                </span>
              </th>
              <td>
                <PersonChoice sample={sample} pedigree={pedigree} onChange={onChange} />
              </td>
              <td>
                <ul className="who-files">
                  {filesOfSample(files, sample).map((file) => (
                    <FileLine key={file.id} file={file} sample={sample} samples={samples} />
                  ))}
                </ul>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function PersonChoice({
  sample,
  pedigree,
  onChange,
}: {
  sample: Sample
  pedigree: Pedigree
  onChange: (pedigree: Pedigree) => void
}) {
  const owner = individualOf(pedigree, sample.name)
  return (
    <Choice
      label={`Person of ${sample.name}`}
      value={owner ? keyOf(owner) : NOBODY}
      options={[
        { value: NOBODY, text: 'Nobody stated' },
        ...pedigree.individuals
          .slice(0, SHOWN_PEOPLE)
          .map((person) => ({ value: keyOf(person), text: person.id })),
      ]}
      onChange={(key) => {
        const person = pedigree.individuals.find((one) => keyOf(one) === key)
        onChange(withSampleOf(pedigree, sample.name, person ?? null))
      }}
    />
  )
}

function FileLine({ file, sample, samples }: { file: CaseFile; sample: Sample; samples: readonly Sample[] }) {
  const { cases } = useSession()
  const { matchFile, separateFile } = cases.getState()
  return (
    <li className="who-file">
      <span className="who-file-name" title={file.name}>
        {file.name}
      </span>
      <span className="muted">{matchWords(file, sample)}</span>
      {hasAlignments(file) && samples.length <= SHOWN_PEOPLE && (
        <Choice
          label={`Sample of ${file.name}`}
          value={`+${sample.name}`}
          options={[
            ...samples.map(({ name }) => ({ value: `+${name}`, text: `Reads of ${name}` })),
            { value: OWN, text: 'Reads of somebody else' },
          ]}
          onChange={(key) => void (key === OWN ? separateFile(file.id) : matchFile(file.id, key.slice(1)))}
        />
      )}
    </li>
  )
}
