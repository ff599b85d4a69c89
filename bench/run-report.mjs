import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import path from 'node:path';
import { median } from './median.mjs';
import { commandCases } from './run-cases.mjs';

/** Whether two builds found the same: tables with the same bytes, with others, and those that only one has. */
export function sameResults([ours, theirs]) {
  const tables = ({ folder }) => {
    const results = path.join(folder, 'out', 'results');
    const files = readdirSync(results).filter((name) => name.endsWith('.csv'));
    return new Map(files.map((name) => [name, readFileSync(path.join(results, name), 'utf8')]));
  };
  const [a, b] = [tables(ours), tables(theirs)];
  const shared = [...a.keys()].filter((name) => b.has(name));
  return {
    same: shared.filter((name) => a.get(name) === b.get(name)).length,
    different: shared.filter((name) => a.get(name) !== b.get(name)),
    new_only: [...a.keys()].filter((name) => !b.has(name)),
    baseline_only: [...b.keys()].filter((name) => !a.has(name)),
  };
}

function summarise(figures) {
  const of = (name) => figures.map((one) => one[name]);
  const told = (values, how) => (values.includes(null) ? null : how(values));
  return {
    seconds: median(of('seconds')),
    all_seconds: of('seconds'),
    processor_seconds: told(of('processorSeconds'), median),
    peak_mb: told(of('peakBytes'), (bytes) => Math.max(...bytes) / 1e6),
  };
}

/** Medians of the stages, by part and label, and of what follows the reading, for each number of threads. */
function summariseStages(found) {
  return Object.fromEntries(
    Object.entries(found).map(([threads, runs]) => {
      const secondsOf = (has) =>
        median(runs.map((stages) => stages.filter(has).reduce((sum, { seconds }) => sum + seconds, 0)));
      return [
        threads,
        {
          stages: runs[0].map(({ part, label }) => ({
            part,
            label,
            seconds: secondsOf((stage) => stage.part === part && stage.label === label),
          })),
          after_reading: secondsOf(({ part }) => part !== 'reading'),
        },
      ];
    }),
  );
}

const quotient = (a, b) => (a === undefined || b === undefined ? null : a / b);

function ratiosOf(cases, stages, threads) {
  const secondsOf = (name, whose) => cases[name]?.[whose]?.seconds;
  const byCase = (names, other) =>
    Object.fromEntries(
      names.flatMap((name) => {
        const ratio = quotient(secondsOf(name, 'new'), other(name));
        return ratio === null ? [] : [[name, ratio]];
      }),
    );
  const names = Object.keys(cases);
  return {
    new_to_baseline: byCase(names, (name) => secondsOf(name, 'baseline')),
    new_to_peer: byCase(['run', 'seed', 'one-thread', 'cold'], () => secondsOf('run', 'peer')),
    to_run: byCase(
      names.filter((name) => name !== 'run'),
      () => secondsOf('run', 'new'),
    ),
    after_reading_one_thread_to_all: quotient(stages?.[1]?.after_reading, stages?.[threads]?.after_reading),
  };
}

const cell = (value, digits = 2) => (value === null || value === undefined ? '-' : value.toFixed(digits));

function printCases(cases, ratios) {
  const line = (cells) =>
    console.log(cells.map((text, i) => (i < 2 ? text.padEnd(i ? 10 : 30) : text.padStart(13))).join(''));
  line(['', '', 'seconds', 'processor s', 'peak MB', 'to baseline', 'to peer', 'to the run']);
  for (const [name, byBuild] of Object.entries(cases)) {
    for (const [build, figures] of Object.entries(byBuild)) {
      const ours = build === 'new';
      line([
        ours ? commandCases[name].title : '',
        build,
        cell(figures.seconds),
        cell(figures.processor_seconds),
        cell(figures.peak_mb, 0),
        ...['new_to_baseline', 'new_to_peer', 'to_run'].map((key) =>
          ours && ratios[key][name] !== undefined ? ratios[key][name].toFixed(3) : '',
        ),
      ]);
    }
  }
}

function printStages(stages, threads, gain) {
  const one = stages[1];
  const all = stages[threads];
  if (one === undefined || all === undefined) return;
  const secondsOf = ({ part, label }) =>
    all.stages.find((stage) => stage.part === part && stage.label === label)?.seconds;
  const line = (...cells) =>
    console.log(cells.map((text, i) => (i === 0 ? text.padEnd(56) : text.padStart(13))).join(''));
  console.log('');
  line('stage, seconds', '1 thread', `${threads} threads`);
  for (const stage of one.stages)
    line(`${stage.part}: ${stage.label}`, cell(stage.seconds, 3), cell(secondsOf(stage), 3));
  line('all after reading', cell(one.after_reading, 3), cell(all.after_reading, 3));
  console.log(`After reading, ${threads} threads are ${cell(gain)} times as fast as one.`);
}

function printSame({ same, different, new_only, baseline_only }) {
  const names = (files) => (files.length === 0 ? 'none' : files.join(', '));
  console.log(
    `\nTables of results with the same bytes as the baseline's: ${same}; with others: ${names(different)};`,
  );
  console.log(`in the new build alone: ${names(new_only)}; in the baseline alone: ${names(baseline_only)}.`);
}

/** Prints what was found, as tables or as JSON. */
export function tellRun({ found, same, failures, noR, ...setting }, json) {
  const { stages: stageRuns, ...caseRuns } = found;
  const cases = Object.fromEntries(
    Object.entries(caseRuns).map(([name, byBuild]) => [
      name,
      Object.fromEntries(Object.entries(byBuild).map(([build, figures]) => [build, summarise(figures)])),
    ]),
  );
  const stages = stageRuns === undefined ? null : summariseStages(stageRuns);
  const ratios = ratiosOf(cases, stages, setting.threads);
  const machine = { node: process.version, processors: availableParallelism(), load: loadavg()[0] };
  if (json) {
    console.log(
      JSON.stringify({ ...setting, ...machine, cases, stages, ratios, same_results: same, failures }),
    );
    return;
  }
  console.log(`${setting.study}, ${setting.threads} threads; rounds: ${setting.rounds}, of which medians.`);
  console.log(`Node ${machine.node}, ${machine.processors} processors, load ${machine.load.toFixed(1)}.\n`);
  printCases(cases, ratios);
  if (stages !== null) printStages(stages, setting.threads, ratios.after_reading_one_thread_to_all);
  if (same !== null) printSame(same);
  if (noR) console.log('\nNot here: Rscript, for the peer.');
  for (const [what, why] of Object.entries(failures)) console.log(`\nFailed: ${what}\n${why}`);
}
