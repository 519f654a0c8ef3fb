import { describe, expect, it } from 'vitest'
import { outsideArchive } from '../../../electron/desktop/outside-archive.ts'

const at = (root: string, url: string) => ({
  version: '1',
  resources: `${root}/resources`,
  renderer: `${root}/out/renderer`,
  engineEntry: new URL(`${url}/out/main/engine-process.js`),
  preload: `${root}/out/preload/preload.cjs`,
})

describe('files of a package', () => {
  it('are the engine and its data beside the archive, the page and the preload script in it', () => {
    const root = '/opt/Casement/resources/app.asar'
    expect(outsideArchive(at(root, `file://${root}`))).toEqual({
      version: '1',
      resources: '/opt/Casement/resources/app.asar.unpacked/resources',
      renderer: `${root}/out/renderer`,
      engineEntry: new URL('file:///opt/Casement/resources/app.asar.unpacked/out/main/engine-process.js'),
      preload: `${root}/out/preload/preload.cjs`,
    })
  })

  it('are found on Windows too', () => {
    const files = {
      ...at('', 'file:///C:/Program%20Files/Casement/resources/app.asar'),
      resources: 'C:\\Program Files\\Casement\\resources\\app.asar\\resources',
    }
    expect(outsideArchive(files)).toMatchObject({
      resources: 'C:\\Program Files\\Casement\\resources\\app.asar.unpacked\\resources',
      engineEntry: new URL(
        'file:///C:/Program%20Files/Casement/resources/app.asar.unpacked/out/main/engine-process.js',
      ),
    })
  })

  it('are where they are when there is no archive', () => {
    const files = at('/home/me/app.asar-notes', 'file:///home/me/app.asar-notes')
    expect(outsideArchive(files)).toEqual(files)
  })
})
