import { CHECK_ABOUT, CHECK_TITLES, progressWords, resultSentences } from '../../shared/quality/gate-words.ts'
import { SOURCE_WORDS, THRESHOLD_WORDS } from '../../shared/quality/genotype-words.ts'
import type { CheckResult, GateCheck } from '../../shared/quality/gate.ts'
import type { Threshold } from '../../shared/quality/verdict.ts'
import { useSession } from '../app/session-context.tsx'
import { Button } from '../ui/button.tsx'
import { Acknowledge } from './acknowledge.tsx'
import { CoverageDetail } from './details/coverage-detail.tsx'
import { MendelianDetail } from './details/mendelian-detail.tsx'
import { RelatednessDetail } from './details/relatedness-detail.tsx'
import {
  BuildTables,
  ContaminationTables,
  FileTables,
  SexTables,
  SwapTables,
  TumourNormalTables,
} from './details/tables.tsx'
import { NumbersTable } from './plots/numbers-table.tsx'
import { StandingMark } from './standing-mark.tsx'
import { useFileName, useGate } from './use-gate.ts'

/** All of a check: what it found, with its numbers, and the thresholds that its verdict hangs on. */
export function CheckDetail({ check }: { check: GateCheck }) {
  const { quality } = useSession()
  const { standing } = useGate()
  const fileName = useFileName()
  const { id, progress } = check
  const isBusy = progress.state === 'running' || progress.state === 'waiting'
  return (
    <section className="check-detail" aria-labelledby="check-title" tabIndex={0}>
      <header className="check-detail-head">
        <h3 id="check-title">{CHECK_TITLES[id]}</h3>
        <StandingMark standing={standing(check)} word />
        <Button isDisabled={isBusy} onPress={() => void quality.getState().run(id)}>
          Check again
        </Button>
      </header>
      <p className="muted">{CHECK_ABOUT[id]}</p>
      {progress.state === 'done' ? (
        <>
          <ul className="check-found" aria-label="What was found">
            {resultSentences(progress.result, fileName).map(({ verdict, text }) => (
              <li key={text}>
                <StandingMark standing={verdict} />
                <span>{text}</span>
              </li>
            ))}
          </ul>
          <Acknowledge check={check} finding={progress.finding} />
          <Numbers result={progress.result} />
          <Thresholds thresholds={progress.result.thresholds} />
        </>
      ) : (
        <p>{progressWords(progress)}</p>
      )}
    </section>
  )
}

function Numbers({ result }: { result: CheckResult }) {
  switch (result.check) {
    case 'build':
      return <BuildTables result={result} />
    case 'files':
      return <FileTables result={result} />
    case 'coverage':
      return <CoverageDetail result={result} />
    case 'sex':
      return <SexTables result={result} />
    case 'relatedness':
      return <RelatednessDetail result={result} />
    case 'mendelian':
      return result.trios.map((trio) => <MendelianDetail key={`${trio.file} ${trio.child}`} trio={trio} />)
    case 'contamination':
      return <ContaminationTables result={result} />
    case 'tumour-normal':
      return <TumourNormalTables result={result} />
    case 'sample-swap':
      return <SwapTables result={result} />
  }
}

function Thresholds({ thresholds }: { thresholds: Readonly<Record<string, Threshold>> }) {
  const rows = Object.entries(thresholds)
  if (rows.length === 0) return null
  return (
    <details className="check-part">
      <summary>Thresholds and where they are from</summary>
      <NumbersTable
        label="Thresholds"
        head={['Threshold', 'Value', 'Source']}
        rows={rows.map(([name, { value, source }]) => ({
          key: name,
          cells: [
            THRESHOLD_WORDS[name] ?? name,
            value.toLocaleString('en-GB', { maximumFractionDigits: 4 }),
            SOURCE_WORDS[source],
          ],
        }))}
      />
    </details>
  )
}
