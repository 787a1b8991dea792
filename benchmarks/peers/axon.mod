: The motor axon of benchmarks/population.py as a point process: node on v, internode as a state.
NEURON {
    POINT_PROCESS MotorAxon
    NONSPECIFIC_CURRENT i
    RANGE g_Na, g_NaP, g_Ks, g_Kf, g_L, g_Ks_i, g_Kf_i, g_L_i, g_BB, C_i, E_Na, E_K, E_L
    RANGE I_pump, Na_per_spike, tau_Na, degC, V_0, W_0
}

UNITS {
    (mV) = (millivolt)
    (nA) = (nanoamp)
}

PARAMETER {
    g_Na g_NaP g_Ks g_Kf g_L g_Ks_i g_Kf_i g_L_i g_BB
    C_i = 327
    E_Na E_K E_L
    I_pump Na_per_spike
    tau_Na = 600
    degC = 33
    V_0 = -80
    W_0 = -80
}

ASSIGNED {
    v (mV)
    i (nA)
    m_inf h_inf p_inf s_inf n_inf
    m_tau h_tau p_tau s_tau n_tau
    ni_inf ni_tau si_inf si_tau
}

STATE { m h p s n ni si W load }

INITIAL {
    v = V_0
    rates_node(v)
    m = m_inf
    h = h_inf
    p = p_inf
    s = s_inf
    n = n_inf
    W = W_0
    rates_internode(W)
    ni = ni_inf
    si = si_inf
    load = 0
    net_send(0, 1)
}

BREAKPOINT {
    SOLVE states METHOD cnexp
    i = 1e-3*((g_Na*m*m*m*h + g_NaP*p*p*p)*(v - E_Na) + (g_Ks*s + g_Kf*n*n*n*n)*(v - E_K)
        + g_L*(v - E_L) + I_pump*load/(load + 1) + g_BB*(v - W))
}

DERIVATIVE states {
    rates_node(v)
    rates_internode(W)
    m' = (m_inf - m)/m_tau
    h' = (h_inf - h)/h_tau
    p' = (p_inf - p)/p_tau
    s' = (s_inf - s)/s_tau
    n' = (n_inf - n)/n_tau
    ni' = (ni_inf - ni)/ni_tau
    si' = (si_inf - si)/si_tau
    W' = ((g_Kf_i*ni*ni*ni*ni + g_Ks_i*si)*E_K + g_L_i*E_L + g_BB*v
        - (g_Kf_i*ni*ni*ni*ni + g_Ks_i*si + g_L_i + g_BB)*W)/C_i
    load' = -load/tau_Na
}

NET_RECEIVE (w) {
    if (flag == 1) {
        WATCH (v > 0) 2
    } else if (flag == 2) {
        load = load + Na_per_spike
        net_event(t)
    }
}

FUNCTION linoid(A, x, c) {
    if (fabs(x/c) < 1e-6) {
        linoid = A*(c + x/2)
    } else {
        linoid = A*x/(1 - exp(-x/c))
    }
}

PROCEDURE rates_node(V) { LOCAL a, b, q2, q29, q3
    TABLE m_inf, m_tau, h_inf, h_tau, p_inf, p_tau, s_inf, s_tau, n_inf, n_tau
        DEPEND degC FROM -150 TO 100 WITH 2500
    q2 = 2.2^((degC - 36)/10)
    q29 = 2.9^((degC - 36)/10)
    q3 = 3.0^((degC - 36)/10)
    a = linoid(6.57, V + 21.4, 10.3)
    b = linoid(0.304, -(V + 25.7), 9.16)
    m_inf = a/(a + b)
    m_tau = 1/(q2*(a + b))
    a = linoid(0.34, -(V + 114), 11)
    b = 12.6/(1 + exp(-(V + 31.8)/13.4))
    h_inf = a/(a + b)
    h_tau = 1/(q29*(a + b))
    a = linoid(0.0353, V + 27, 10.2)
    b = linoid(0.000883, -(V + 34), 10)
    p_inf = a/(a + b)
    p_tau = 1/(q2*(a + b))
    a = 0.3/(1 + exp(-(V + 53)/5))
    b = 0.03/(1 + exp(-(V + 90)))
    s_inf = a/(a + b)
    s_tau = 1/(q3*(a + b))
    a = linoid(0.0462, V + 93.2, 1.1)
    b = linoid(0.0824, -(V + 76), 10.5)
    n_inf = a/(a + b)
    n_tau = 1/(q3*(a + b))
}

PROCEDURE rates_internode(V) { LOCAL a, b, q3
    TABLE ni_inf, ni_tau, si_inf, si_tau DEPEND degC FROM -150 TO 100 WITH 2500
    q3 = 3.0^((degC - 36)/10)
    a = 0.3/(1 + exp(-(V + 53)/5))
    b = 0.03/(1 + exp(-(V + 90)))
    si_inf = a/(a + b)
    si_tau = 1/(q3*(a + b))
    a = linoid(0.0462, V + 93.2, 1.1)
    b = linoid(0.0824, -(V + 76), 10.5)
    ni_inf = a/(a + b)
    ni_tau = 1/(q3*(a + b))
}
