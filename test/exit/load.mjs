import 'berkeley-sockets/trace';
