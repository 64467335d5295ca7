package io.dopaflow.analysis.verify;

/** What regularly kept numbers have in common. */
final class Divisors {
    private Divisors() {}

    /** The greatest common divisor of two numbers that are not negative; that of 0 and x is x. */
    static long greatestCommon(long a, long b) {
        long x = a;
        long y = b;
        while (y != 0) {
            long rest = x % y;
            x = y;
            y = rest;
        }
        return x;
    }
}
