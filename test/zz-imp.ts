import { createWorkerPool } from '../electron/engine/work/worker-pool.ts'
import { identifyFile } from '../electron/engine/files/identity.ts'
import { sniffFile } from '../electron/engine/files/sniff.ts'
import { importVariants } from '../electron/engine/variants/import/import-variants.ts'
import { statSync, rmSync } from 'node:fs'
const path = process.argv[2]!
const workerFile = new URL('../electron/engine/work/worker.ts', import.meta.url)
const pool = createWorkerPool(workerFile, 2)
const { kind, compression } = await sniffFile(path)
const t = performance.now()
try {
const store = await importVariants({ identity: await identifyFile(path), path, kind: kind as 'vcf', compression, cacheFolder: '/tmp/scratch/cache' }, { pool, workers: 2, workerFile }, { signal: new AbortController().signal, progress() {} })
console.log(store, performance.now() - t, 'ms', statSync(store).size / 1e6, 'MB', process.resourceUsage().maxRSS / 1e3, 'MB rss', process.cpuUsage())
} catch (e) { console.log(e) }
await pool.close()
