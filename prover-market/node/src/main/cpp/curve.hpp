// The curves y^2 = x^3 + b, one point at a time: for the few operations that are not done in rows.
#pragma once
#include "quadratic.hpp"

namespace assay::ASSAY_LEVEL {

/// Jacobian coordinates: x / z^2, y / z^3; infinity has z = 0. Formulas: https://hyperelliptic.org/EFD, a = 0.
template <class F>
struct Jacobian {
    F x, y, z;

    static Jacobian infinity() { return {F::one(), F::one(), F::zero()}; }
    bool is_infinity() const { return z.is_zero(); }

    /// "dbl-2009-l".
    Jacobian twice() const {
        F a = x.square(), b = y.square(), c = b.square();
        F d = (x + b).square() - a - c;
        d = d + d;
        F e = a + a + a;
        F x3 = e.square() - d - d;
        F c8 = c + c;
        c8 = c8 + c8;
        c8 = c8 + c8;
        F yz = y * z;
        return {x3, e * (d - x3) - c8, yz + yz};
    }

    /// "add-2007-bl" without its doublings, for all points.
    friend Jacobian operator+(const Jacobian& p, const Jacobian& q) {
        if (p.is_infinity()) return q;
        if (q.is_infinity()) return p;
        F z1z1 = p.z.square(), z2z2 = q.z.square();
        F u1 = p.x * z2z2, u2 = q.x * z1z1;
        F s1 = p.y * q.z * z2z2, s2 = q.y * p.z * z1z1;
        F h = u2 - u1, r = s2 - s1;
        if (h.is_zero()) return r.is_zero() ? p.twice() : infinity();
        F hh = h.square(), hhh = hh * h, v = u1 * hh;
        F x3 = r.square() - hhh - v - v;
        return {x3, r * (v - x3) - s1 * hhh, p.z * q.z * h};
    }
};

}  // namespace assay::ASSAY_LEVEL
