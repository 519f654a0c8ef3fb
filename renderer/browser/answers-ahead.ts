import type { Region } from '../../shared/genome/region.ts'

/** Answers kept: of the next variants and of those before. */
const MOST = 16

/** What was asked for where the next steps go, so that a step waits for nothing. */
export class AnswersAhead<Answer> {
  readonly #ask: (region: Region) => Promise<Answer>
  #kept: { readonly region: Region; readonly answer: Promise<Answer> }[] = []

  constructor(ask: (region: Region) => Promise<Answer>) {
    this.#ask = ask
  }

  /** The answer for a region that covers this one, when there is one; else it is asked for. */
  get(region: Region): Promise<Answer> {
    return this.#find(region) ?? this.#ask(region)
  }

  prefetch(regions: readonly Region[]): void {
    for (const region of regions) {
      if (this.#find(region)) continue
      const answer = this.#ask(region)
      const kept = { region, answer }
      this.#kept = [...this.#kept.slice(1 - MOST), kept]
      // What failed is asked for again when it is wanted, where what is wrong is said.
      answer.catch(() => {
        this.#kept = this.#kept.filter((one) => one !== kept)
      })
    }
  }

  clear(): void {
    this.#kept = []
  }

  #find({ contig, start, end }: Region): Promise<Answer> | undefined {
    return this.#kept.find(
      ({ region }) => region.contig === contig && region.start <= start && region.end >= end,
    )?.answer
  }
}
