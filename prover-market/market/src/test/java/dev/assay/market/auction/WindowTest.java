package dev.assay.market.auction;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WindowTest {

    @Test
    void isShortWhereLittleTimeIsLeftAndLongWhereMuchIs() {
        Window window = new Window(Duration.ofMillis(1500));
        assertEquals(Duration.ofMillis(200), window.of(Duration.ofSeconds(30)));
        assertEquals(Duration.ofMillis(200), window.of(Duration.ofSeconds(-1)));
        assertEquals(Duration.ofMillis(1500), window.of(Duration.ofSeconds(31)));
        assertEquals(Duration.ofSeconds(12), window.of(Duration.ofHours(1)));
        assertEquals(Duration.ofMillis(100), new Window(Duration.ofMillis(100)).of(Duration.ZERO));
    }
}
