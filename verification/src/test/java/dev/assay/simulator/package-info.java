/** Simulated TEEs: real evidence formats under throw-away roots that say SIMULATED. No hardware stands behind them. */
@NullMarked
package dev.assay.simulator;

import org.jspecify.annotations.NullMarked;
