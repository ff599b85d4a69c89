/** What people call one thing of this field: columns of the official files, choices of a study, variables and roles. */
const groups: readonly (readonly string[])[] = [
  [
    'fte',
    'full time equivalent',
    'full time equivalents',
    'wte',
    'whole time equivalent',
    'total fte',
    'sum fte',
  ],
  [
    'number of patients',
    'patients',
    'registered patients',
    'list size',
    'practice list size',
    'all patients',
    'total patients',
    'total list size',
    'population',
    'total all',
  ],
  [
    'practice code',
    'org code',
    'organisation code',
    'ods code',
    'gp code',
    'gp practice code',
    'practice ods code',
    'prac code',
    'partner organisation code',
    'code',
  ],
  ['practice name', 'org name', 'organisation name', 'gp name', 'gp practice name', 'partner name'],
  ['pcn code', 'pcn', 'pcn ods code', 'primary care network', 'primary care network code', 'network code'],
  ['pcn name', 'primary care network name', 'network name'],
  ['extract date', 'date', 'snapshot date', 'census date', 'effective date', 'report date', 'period'],
  ['census year', 'year'],
  ['census month', 'month'],
  ['staff role', 'role', 'job role', 'role name', 'job title', 'occupation'],
  ['unique identifier', 'staff id', 'person id', 'unique id', 'employee id'],
  ['lsoa code', 'lsoa', 'lsoa 2011', 'lsoa11cd', 'lsoa 2021', 'lsoa21cd', 'neighbourhood'],
  ['sub icb location code', 'sub icb code', 'ccg code', 'sub icb', 'ccg'],
  ['icb code', 'icb', 'ics code', 'stp code'],
  ['region code', 'comm region code', 'nhs region code', 'region'],
  [
    'practice to pcn relationship start date',
    'start date',
    'join date',
    'joined',
    'relationship start date',
    'open date',
  ],
  [
    'practice to pcn relationship end date',
    'end date',
    'left date',
    'left',
    'relationship end date',
    'close date',
  ],
  // Keys and options of a study.
  ['dependence', 'cluster', 'clusters', 'clustering', 'clustered by', 'dependency'],
  ['covariance', 'vcov', 'vce', 'robust', 'standard errors', 'errors', 'se'],
  ['snapshots', 'dates', 'census dates', 'quarters', 'snapshot'],
  ['absent', 'non reporting', 'nonreporting', 'not reported', 'unreported', 'missing'],
  ['population', 'pcns', 'sample', 'survivors'],
  ['needs', 'need', 'need measure', 'exposure'],
  ['covariates', 'controls', 'adjustment', 'confounders'],
  ['replicates', 'bootstrap', 'draws', 'reps', 'iterations'],
  ['level', 'confidence', 'confidence level', 'conf level'],
  ['seed', 'random seed', 'random state'],
  ['tails', 'outliers', 'extremes'],
  ['form', 'functional form', 'model', 'link'],
  // Variables.
  ['need published', 'need', 'unmet need', 'lack of support'],
  ['ltc share', 'ltc', 'long term condition', 'long term conditions', 'long standing condition'],
  ['income deprivation', 'deprivation', 'imd', 'imd score', 'income score', 'deprivation score'],
  ['core20 share', 'core20', 'core20plus5', 'most deprived fifth', 'most deprived quintile'],
  ['share 65 plus', 'age', 'aged 65', 'over 65', 'age 65 plus', 'older people'],
  ['rural', 'rurality', 'ruc', 'rural urban', 'ruc11'],
  // Roles.
  [
    'social prescribing link workers',
    'link workers',
    'splw',
    'splws',
    'social prescribers',
    'social prescribing',
  ],
  ['care coordinators', 'care co ordinators', 'carecoordinators'],
  ['health and wellbeing coaches', 'health coaches', 'hwbc', 'hwbcs', 'wellbeing coaches'],
  ['pharmacists', 'clinical pharmacists'],
  ['physiotherapists', 'first contact physiotherapists', 'first contact practitioners', 'fcps', 'physios'],
  ['physician associates', 'pas'],
  ['paramedics', 'community paramedics'],
  [
    'mental health and wellbeing practitioners',
    'mental health practitioners',
    'adult mental health practitioners',
    'mhps',
  ],
];

const normalised = (name: string) =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

/** The groups in which a name stands: some words mean several things, as "need" does. */
const groupsOf = new Map<string, Set<number>>();
for (const [group, names] of groups.entries()) {
  for (const name of names) groupsOf.set(name, (groupsOf.get(name) ?? new Set()).add(group));
}

const singular = (name: string) => name.replace(/s$/, '');

/** Whether two names mean the same thing of this field, without regard to case, spacing and a last "s". */
export function sameThing(a: string, b: string): boolean {
  const [one, other] = [normalised(a), normalised(b)];
  if (singular(one) === singular(other)) return true;
  const find = (name: string) =>
    groupsOf.get(name) ?? groupsOf.get(singular(name)) ?? groupsOf.get(`${name}s`);
  const [first, second] = [find(one), find(other)];
  return first !== undefined && second !== undefined && [...first].some((group) => second.has(group));
}
