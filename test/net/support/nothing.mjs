// A Runnable that does nothing.
export default () => {};
