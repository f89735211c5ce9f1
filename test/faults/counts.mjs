// A Runnable that counts its calls.
export default (made) => {
  Atomics.add(made, 0, 1);
};
