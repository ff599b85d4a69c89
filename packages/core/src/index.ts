export type { Analysis, AnalysisContext, Execution } from './analyses/analysis.js';
export {
  findingsOfSpecification,
  findingsOfStudy,
  gradeFindings,
} from './analyses/findings/analysis.js';
export * from './analyses/multiverse/index.js';
export { robustnessAnalyses, standardAnalyses } from './analyses/standard.js';
export { type ExecuteOptions, type Executor, resultsOf, type Task } from './executors/executor.js';
export { inlineExecutor } from './executors/inline.js';
export { keepingResults } from './executors/kept-results.js';
export { QueueExecutor, type QueuePatience } from './executors/queue/queue-executor.js';
export { type QueueServer, queueServer } from './executors/queue/queue-server.js';
export { type ServeOptions, serveQueue } from './executors/queue/serve-queue.js';
export {
  type AskedTasks,
  answeringFrom,
  type HeldResults,
  MissingResult,
  type Share,
} from './executors/share.js';
export { ThreadsExecutor } from './executors/threads.js';
export { type Findings, type RunOptions, runStudy } from './run.js';
export { type ShardOptions, type ShardReport, shardStudy } from './shard.js';
export { narrow } from './study/narrow.js';
export { type Omission, type Plan, planStudy } from './study/plan.js';
export { readStudy } from './study/read-study.js';
export { studySchema } from './study/study-schema.js';
