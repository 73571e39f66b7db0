package dev.nextup.test.architecture.bad;

/** Needs seven things. */
class Greedy {

    private final int sum;

    Greedy(int a, int b, int c, int d, int e, int f, int g) {
        sum = a + b + c + d + e + f + g;
    }

    int sum() {
        return sum;
    }
}
