/** What is said of a key of a study file: in an editor, in docs/study-files.md and in a new study. */
export interface KeyWords {
  /** A sentence or two: what it does. Where it is left out, the schema's own description. */
  readonly says?: string;
  /** What further there is to know, as Markdown paragraphs. */
  readonly more?: string;
  /** As it may stand in a study file: YAML. */
  readonly example?: string;
}

const options = (...each: readonly [option: string, meaning: string][]) =>
  [
    '| option | meaning |',
    '| --- | --- |',
    ...each.map(([one, meaning]) => `| \`${one}\` | ${meaning} |`),
  ].join('\n');

/** Of every key, by its path. A key of a study's schema without words fails a test. */
export const studyWords: Readonly<Record<string, KeyWords>> = {
  study: {
    says: 'Short name of the study, for the manifest: lower-case letters, digits, hyphens.',
    example: 'study: care-coordinators-2025',
  },
  title: {
    says: 'Title of the report.',
    example: 'title: Care coordinators and age in England, 2020 to 2022',
  },
  role: {
    says: 'Staff role as STAFF_ROLE in the workforce files, a list of roles whose FTE is summed, or the stem of several.',
    more: '`{ stem: … }` is the role and all that add something in brackets. A role that no file has is an error that lists those there are, the closest first; a role that a census between two others lacks is one too.',
    example: `role: Care Coordinators
# or several, whose FTE is summed
role: [Social Prescribing Link Workers, Health and Wellbeing Coaches]
# or a role and what it adds in brackets
role: { stem: Social Prescribing Link Workers }`,
  },
  'role.stem': { says: 'The role, and every role that is it with something added in brackets.' },
  snapshots: {
    says: 'Census dates, ascending, each the last day of a month; or a span with a step; or “all”, every quarter end in the data folder.',
    more: `A list names each census date. A span names its ends and a step:

| \`every\` | what it comes to | \`from\`, \`to\` |
| --- | --- | --- |
| \`quarter\` (the default) | the ends of March, June, September and December in the span | required |
| \`month\` | every month end in the span | required |
| \`available\` | the quarter ends of which the data folder has a workforce file | may be left out |
| \`available months\` | the month ends of which it has one | may be left out |

\`snapshots: all\` is short for \`{ every: available }\`. Of a list and of the first two steps every date must be there: one that is missing stops the run, and all that are missing are named. The other two take what is there. The manifest and the report's methods state the dates that the study came to. Months that end no quarter have no label of the paper: they show the date alone. A map is drawn of the first and the last snapshot, Table 2 of the last.`,
    example: `snapshots: [2021-06-30, 2022-06-30]
# or
snapshots: { from: 2020-03-31, to: 2022-06-30, every: quarter }
# or
snapshots: all`,
  },
  'snapshots.from': { says: 'First census date.' },
  'snapshots.to': { says: 'Last census date.' },
  'snapshots.every': { says: 'Step of the span.' },
  population: {
    says: 'Which PCNs are looked at: all that are open on a snapshot, or survivors, those also open on a later date.',
    more: 'The paper looked at survivors ([why](methods.md#which-pcns-the-paper-counts)).',
    example: `population: open_on_date
# or
population: { survivors: 2023-11-16, open_by: middle_of_quarter }`,
  },
  'population.survivors': { says: 'The later date on which a PCN has to be open too.' },
  'population.open_by': {
    says: 'With `middle_of_quarter`, a PCN counts only once it is open on the first day of the quarter’s middle month.',
  },
  'population.practices': {
    says: 'With `surveyed`, only practices that have a value of `need_published`, else `ltc_share`, count.',
  },
  absent: {
    says: 'What a PCN without any row in a snapshot counts as: `zero` FTE (the paper’s choice), or `missing`.',
    example: 'absent: missing',
  },
  needs: {
    says: 'Measures of need, the headline first.',
    more: `${options(
      [
        'need_published',
        'as the paper has it: “no” to enough support from local services, among people with a long-term condition (GP Patient Survey practice file)',
      ],
      ['need_predicted', 'by the paper’s published equation, from ages, ethnicity, rurality and deprivation'],
      ['ltc_share', 'share of patients with a long-term condition'],
      [
        'income_deprivation',
        'mean income score of patients’ neighbourhoods, indices of 2019; `income_deprivation_2025` of 2025',
      ],
      [
        'core20_share',
        'share of patients in the most deprived fifth of neighbourhoods, indices of 2019; `core20_share_2025` of 2025',
      ],
      ['share_65_plus', 'share of patients aged 65 and over'],
    )}

A [local variable](data.md#local-variables) may stand here too. One that the data lack is reported and passed over; a name that nothing has stops the run.`,
    example: 'needs: [need_published, ltc_share, income_deprivation]',
  },
  required: {
    says: 'Variables without which the run must stop, instead of reporting that they are missing.',
    example: 'required: [ltc_share]',
  },
  table2: {
    says: 'The regression of need on PCN characteristics, at the last snapshot.',
    more: 'It is left out, with the reason, where it would be circular. An ethnicity or a decile stands against those that are not named: take all of a set but one.',
    example: `table2:
  need: ltc_share
  covariates: [share_65_plus, rural, income_deprivation]`,
  },
  'table2.need': { says: 'The need that is explained.' },
  'table2.covariates': { says: 'Characteristics of PCNs that explain it: official or local variables.' },
  inference: {
    says: 'How conclusions are drawn.',
    example: `inference:
  covariance: HC1
  dependence: icb
  level: 0.95
  replicates: 9999
  smallest_effect: { per: sd, share_of_mean: 0.1 }`,
  },
  'inference.covariance': {
    says: 'Robust covariance of the paper’s regressions, which take PCNs to be independent.',
  },
  'inference.dependence': {
    says: 'Which PCNs are taken to depend on one another where conclusions are drawn: `none`, those of one `sub_icb` or `icb`, or all within a distance.',
    example: `inference:
  dependence: { conley_km: 100 }`,
  },
  'inference.dependence.conley_km': {
    says: 'Distance in km beyond which PCNs do not depend on one another (Conley, 1999).',
  },
  'inference.level': { says: 'Level of every interval.' },
  'inference.replicates': { says: 'Replicates of the pairs bootstrap; 0 for none.' },
  'inference.smallest_effect': {
    says: 'Smallest effect that would matter, stated beforehand; asks for equivalence tests.',
    more: '`{ per: sd, share_of_mean: 0.1 }`: a tenth of the snapshot’s mean provision for one standard deviation more need over its PCNs; `{ per: sd, fte_per_10k: 0.02 }`: an amount, FTE per 10,000 patients; `per: tenth_to_ninetieth`: for the ninetieth less the tenth percentile of need. A plain number is FTE per 10,000 patients for 10 percentage points more need (for a local variable that is no share: its `step` or one standard deviation), which is much for one need and little for another. A margin above half of mean provision shows nothing to be small: the report says so.',
    example: `inference:
  smallest_effect: { per: tenth_to_ninetieth, fte_per_10k: 0.05 }`,
  },
  'inference.smallest_effect.per': {
    says: 'The difference of need: one standard deviation over the PCNs of the snapshot, or its ninetieth less its tenth percentile.',
  },
  'inference.smallest_effect.fte_per_10k': { says: 'FTE per 10,000 patients for that difference.' },
  'inference.smallest_effect.share_of_mean': {
    says: 'Share of the snapshot’s mean provision for that difference.',
  },
  survey: {
    says: 'Year of the GP Patient Survey for need as published, long-term conditions and ethnicity; the nearest in the folder is taken, with a warning.',
    example: 'survey: 2022',
  },
  multiverse: {
    says: 'Options of every choice that `inverse-care sensitivity` varies. A choice that is left out has the study’s own option, or the paper’s.',
    more: '`inverse-care sensitivity` runs every compatible combination of these options; `inverse-care run --set need=ltc_share --set absent=missing` runs one specification alone, whatever options the block has.\n\nWhich options do not go together is declared, with the reason, in `packages/core/src/analyses/multiverse/rules.ts`; those of need and covariates follow from what each variable says it measures (`packages/domain/src/variables`) and a sidecar’s `construct`. The report says how many combinations each rule excludes, and what the data lack. `--cache DIR` and `--no-cache` say where draws are kept between runs; beyond 1 GiB those used longest ago go.',
    example: `multiverse:
  need: [ltc_share, income_deprivation]
  absent: [zero, missing]
  covariates: [none, age]
  form: [level, poisson]
  outcome: [fte_per_10k, fte]
  errors: [HC1, icb]`,
  },
  'multiverse.snapshot': { says: 'Some of the study’s `snapshots`; all where left out.' },
  'multiverse.need': { says: 'As `needs`, local variables among them; the study’s where left out.' },
  'multiverse.outcome': {
    says: '`fte_per_10k`; `fte_per_10k_ltc`, per 10,000 patients with a long-term condition; `any`, whether there is a link worker; `fte`, with patients as exposure.',
  },
  'multiverse.population': {
    says: '`open_on_date`; `survivors`, by the study’s own rule or the one that comes [closest to the paper](methods.md#which-pcns-the-paper-counts).',
  },
  'multiverse.absent': {
    says: 'A PCN that did not report: `zero`; `missing`; `weighted`, left out and stood for by those like it that reported.',
  },
  'multiverse.weights': { says: 'Weights of the PCNs: `none`, or their registered `patients`.' },
  'multiverse.covariates': {
    says: '`none`; `age` (65+); `age_deprivation` (65+, income deprivation); `table2` (Table 2’s, without those of the need’s own [construct](data.md#local-variables)).',
  },
  'multiverse.form': {
    says: '`level`, `log1p`: least squares; `poisson`, with patients as exposure; `two_part`; `logit`.',
  },
  'multiverse.tails': {
    says: '`all`; `winsorised`, the outcome set to its 1st and 99th percentile beyond these; `large`, PCNs of 20,000 patients or more.',
  },
  'multiverse.errors': { says: '`HC1`; `HC3`; `sub_icb`, `icb`: clustered (CR1); `CR2`, by ICB.' },
  'multiverse.replicates': { says: 'Shared draws under the null; 0 for none.' },
  'multiverse.resample': {
    says: 'What is drawn: `pcn` (all its snapshots together), `sub_icb`, `icb`; by default what `inference.dependence` asks for, ICBs where that is by distance.',
  },
  'multiverse.unreported_range': {
    says: 'Least and most that a PCN that did not report may have had, FTE per 10,000 patients, for the bounds; from none to the 95th percentile of those that reported where left out.',
    example: `multiverse:
  unreported_range: [0, 1]`,
  },
  roles: {
    says: 'Roles that stand beside the study’s own, to tell whether what is found is found of every role: `all`, or a list.',
    more: 'Each is listed with FTE, headcount and rank, and has the same gradients where at least a tenth of the PCNs that reported have any. Ranks are among all roles of a census. A role that a census lacks has a row that says so; one that no census has is an error that lists those there are, the closest first. Left out: all.',
    example: `roles: all
# or
roles: [Care Coordinators, Health and Wellbeing Coaches, Pharmacists]`,
  },
  equity: {
    says: 'What the tables of equity are told with.',
    example: 'equity: { salary: 42000 }',
  },
  'equity.salary': {
    says: 'What an FTE costs a year, on-costs included, in pounds: prices what levelling up would take.',
  },
  model: {
    example: `# care coordinators per 10,000 patients, age held equal, errors by ICB
model:
  outcome: { role: Care Coordinators }
  covariates: [share_65_plus]
  errors: icb
# or counts with patients as exposure
model:
  outcome: fte
  form: poisson
  errors: icb
# or within regions, with the square of need
model:
  covariates: [income_deprivation, { square: need }]
  fixed_effects: region`,
  },
  'model.outcome.role.stem': { says: 'As in `role`.' },
  where: {
    example: `where: region == Y63
# or
where: icb in [QWE, QRL] and patients >= 30000
# or the same as keys
where: { icb: [QWE, QRL], patients: { least: 30000 } }`,
  },
  by: {
    example: `by: region
# or
by: [icb, { fifth_of: income_deprivation }]`,
  },
  time: {
    example: `time:
  event: { date: 2021-10-01, name: the new contract }
# or
time:
  change: { from: 2020-03-31, to: 2022-06-30 }`,
  },
  seed: {
    says: 'Seed of the bootstrap: the same seed, data and study give the same bytes.',
    example: 'seed: 20240206',
  },
  compare_with: {
    says: 'Published results to print beside ours.',
    example: 'compare_with: wilding-2024',
  },
};
