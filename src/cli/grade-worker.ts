import { gradeTask } from './grade/grade-files.ts';

// biome-ignore lint/style/noDefaultExport: this is how piscina finds what to run
export default gradeTask;
