// Prints the official compile of the project in the working directory: path → content in base64.
import { compileOffline, isPacked } from '../../../tools/release/miniprogram-ci'
import { openProject } from '../../../tools/release/project'

void compileOffline(openProject(process.cwd())).then((files) => {
  if (!isPacked(files)) throw new Error(JSON.stringify(files))
  const entries = Object.entries(files).map(([file, content]) => [
    `/${file}`,
    Buffer.from(content).toString('base64'),
  ])
  console.log(JSON.stringify(Object.fromEntries(entries)))
  process.exit(0)
})
