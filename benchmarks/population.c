/* The axons of benchmarks/population.py in C: the same leapfrog scheme and the same step tables.

   gcc -O3 -march=native -ffast-math population.c -lm
   population PROBLEM SPIKES: prints the processor time (s) of the loop, writes doubles
   (number of spikes, times) axon after axon. PROBLEM holds doubles: number of axons, of steps,
   of table rows, of pulses; dt; table; pulses; then 28 numbers per axon in the order below. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { WIDTH = 20, SUBSTEPS = 8, MOST_SPIKES = 4096 };
#define LOW_mV (-150.0)
#define FAST_ABOVE_mV (-75.0)

typedef struct {
    double C_n, C_i, g_Na, g_NaP, g_Ks, g_Kf, g_L, g_Ks_i, g_Kf_i, g_L_i, g_BB, E_Na, E_K, E_L;
    double I_pump, Na_per_spike, Na_keep;
    double bind, unbind;
    double V, W, m, h, p, s, n, n_i, s_i;
} Axon;

static inline const double *row_at(const double *table, double V, int top, double *f) {
    double x = (V - LOW_mV) * 10.0;
    x = x < 0 ? 0 : (x > top ? top : x);
    int row = (int)x;
    *f = x - row;
    return table + (size_t)row * WIDTH;
}

static inline double moved(const double *r, int gate, double f, double x) {
    const double *g = r + 4 * gate;
    return g[0] + f * g[1] + (g[2] + f * g[3]) * x;
}

static int run(Axon a, const double *table, int rows, const double *pulses, int n_pulses,
               double dt, long n_steps, double *spikes) {
    double V = a.V, W = a.W, m = a.m, h = a.h, p = a.p, s = a.s, n = a.n, n_i = a.n_i, s_i = a.s_i;
    double Na = 0, block = 0;
    int armed = 1, was_fine = 0, n_spikes = 0, pulse = 0;
    const size_t size = (size_t)rows * WIDTH;
    for (long step = 0; step < n_steps; step++) {
        double current = -a.I_pump * Na / (Na + 1.0);
        while (pulse < n_pulses && step >= pulses[3 * pulse] + pulses[3 * pulse + 1]) pulse++;
        int stimulated = pulse < n_pulses && step >= pulses[3 * pulse];
        if (stimulated) current += pulses[3 * pulse + 2];
        int fine = stimulated || V > FAST_ABOVE_mV;
        int substeps = fine ? SUBSTEPS : 1;
        double h_full = dt / substeps;
        const double *full = table + (fine ? 2 * size : 0);
        for (int k = 0; k < substeps; k++) {
            int mixed = k == 0 && fine != was_fine;
            double h_half = mixed ? 0.5 * (dt + dt / SUBSTEPS) : h_full, f;
            const double *r = row_at(mixed ? table + size : full, V, rows - 1, &f);
            m = moved(r, 0, f, m);
            h = moved(r, 1, f, h);
            p = moved(r, 2, f, p);
            s = moved(r, 3, f, s);
            n = moved(r, 4, f, n);
            double n2 = n_i * n_i, g_K = a.g_Kf_i * n2 * n2 + a.g_Ks_i * s_i;
            double z = 0.5 * h_half / a.C_i, g = z * (g_K + a.g_L_i + a.g_BB);
            W = (W * (1 - g) + 2 * z * (g_K * a.E_K + a.g_L_i * a.E_L + a.g_BB * V)) / (1 + g);
            n2 = n * n;
            double g_Na = (a.g_Na * m * m * m * h + a.g_NaP * p * p * p) * (1 - block);
            g_K = a.g_Kf * n2 * n2 + a.g_Ks * s;
            double y = h_full / a.C_n, x = y * (g_Na + g_K + a.g_L + a.g_BB);
            double in = current + g_Na * a.E_Na + g_K * a.E_K + a.g_L * a.E_L + a.g_BB * W;
            double V_new = (V * (1 - x / 3) + y * in * (1 + x / 6)) / (1 + x * (2. / 3 + x / 6));
            r = row_at(full, W, rows - 1, &f);
            s_i = moved(r, 3, f, s_i);
            n_i = moved(r, 4, f, n_i);
            if (armed && V_new >= 0) {
                armed = 0;
                Na += a.Na_per_spike;
                if (n_spikes < MOST_SPIKES)
                    spikes[n_spikes++] = dt * step + h_full * (k - V / (V_new - V));
            } else if (!armed && V_new < -30) {
                armed = 1;
            }
            V = V_new;
        }
        was_fine = fine;
        if (a.bind > 0 || block > 0) {
            double on = a.bind * (1 - h), total = on + a.unbind;
            if (total > 0) block = on / total + (block - on / total) * exp(-dt * total);
        }
        Na *= a.Na_keep;
    }
    return n_spikes;
}

static double *read_doubles(FILE *file, size_t n) {
    double *values = malloc(n * sizeof *values);
    if (!values || fread(values, sizeof *values, n, file) != n) {
        fprintf(stderr, "the problem file is too short\n");
        exit(1);
    }
    return values;
}

int main(int argc, char **argv) {
    FILE *in = argc == 3 ? fopen(argv[1], "rb") : NULL;
    FILE *out = in ? fopen(argv[2], "wb") : NULL;
    if (!out) {
        fprintf(stderr, "usage: population PROBLEM SPIKES\n");
        return 1;
    }
    double *head = read_doubles(in, 5);
    int n_axons = (int)head[0], rows = (int)head[2], n_pulses = (int)head[3];
    double *table = read_doubles(in, (size_t)3 * rows * WIDTH);
    double *pulses = read_doubles(in, (size_t)3 * n_pulses);
    Axon *axons = (Axon *)read_doubles(in, (size_t)n_axons * sizeof(Axon) / sizeof(double));
    double *spikes = malloc((size_t)n_axons * MOST_SPIKES * sizeof *spikes);
    int *counts = malloc((size_t)n_axons * sizeof *counts);
    struct timespec start, stop;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &start);
    for (int i = 0; i < n_axons; i++)
        counts[i] = run(axons[i], table, rows, pulses, n_pulses, head[4], (long)head[1],
                        spikes + (size_t)i * MOST_SPIKES);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &stop);
    for (int i = 0; i < n_axons; i++) {
        double count = counts[i];
        fwrite(&count, sizeof count, 1, out);
        fwrite(spikes + (size_t)i * MOST_SPIKES, sizeof *spikes, counts[i], out);
    }
    fclose(out);
    printf("%.6f\n", stop.tv_sec - start.tv_sec + 1e-9 * (stop.tv_nsec - start.tv_nsec));
    return 0;
}
