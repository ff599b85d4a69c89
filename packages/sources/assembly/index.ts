export { learn, walkRows } from './rows';
