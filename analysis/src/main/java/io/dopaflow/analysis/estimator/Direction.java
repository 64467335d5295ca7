package io.dopaflow.analysis.estimator;

import org.apache.commons.rng.UniformRandomProvider;

/** Distributions of a direction v with mean 0 and covariance E[v v'] = I. */
enum Direction {
    /** Every component 1 or -1, as likely: Spall's choice, with inverse components that are bounded. */
    SIGNS {
        @Override
        void draw(UniformRandomProvider random, double[] into) {
            for (int i = 0; i < into.length; i++) {
                into[i] = random.nextBoolean() ? 1.0 : -1.0;
            }
        }
    },
    /** Standard normal components, by Marsaglia's polar method. */
    GAUSSIAN {
        @Override
        void draw(UniformRandomProvider random, double[] into) {
            for (int i = 0; i < into.length; i += 2) {
                double x;
                double y;
                double square;
                do {
                    x = 2.0 * random.nextDouble() - 1.0;
                    y = 2.0 * random.nextDouble() - 1.0;
                    square = x * x + y * y;
                } while (!(square > 0.0 && square < 1.0));
                double scale = Math.sqrt(-2.0 * StrictMath.log(square) / square);
                into[i] = x * scale;
                if (i + 1 < into.length) {
                    into[i + 1] = y * scale;
                }
            }
        }
    },
    /** Uniform on the sphere of radius sqrt(d). */
    SPHERE {
        @Override
        void draw(UniformRandomProvider random, double[] into) {
            double square = 0.0;
            while (!(square > 0.0)) {
                GAUSSIAN.draw(random, into);
                square = 0.0;
                for (double component : into) {
                    square += component * component;
                }
            }
            double scale = Math.sqrt(into.length / square);
            for (int i = 0; i < into.length; i++) {
                into[i] *= scale;
            }
        }
    };

    /** Draws a direction. */
    abstract void draw(UniformRandomProvider random, double[] into);
}
