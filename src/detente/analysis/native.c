/* The hot loops of stability in option form: the same sweeps as kernels.py, without temporaries.
 *
 * Loaded through ctypes by native.py where a compiler was present at build time; never needed. A state is an index,
 * its code has bit k set when option k is taken. States that one decision maker can move between both ways form a
 * block; one-way options lead from block to block. A decision maker's ladder lists the states block by block, best for
 * it first, so that running minima answer what every state could improve to.
 */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define NOTHING INT32_MAX
#define NEW_BLOCK 0x80000000u
#define NEW_RANK 0x40000000u
#define STATE 0x3fffffffu

#define STATES (-2)

typedef struct Collision Collision;

typedef struct {
    int32_t n_blocks;
    uint64_t set, clear; /* one-way options that can only be taken, only be given up */
    int32_t *of;         /* block of each state */
    uint32_t *order;     /* the ladder, flags in the two highest bits; NULL until needed */
    int32_t *first;      /* where each block begins in the ladder; one more for the end */
    uint64_t *key;       /* the code common to a block, own two-way options not taken */
    const int32_t *rank;
    uint64_t two_way;
    uint64_t *changes; /* room for the improving changes of one state; NULL until needed */
    int32_t n_changes;
} Mover;

typedef struct {
    int32_t n, n_movers;
    int32_t *table; /* code to block, rebuilt per mover where one-way options need it */
    int32_t *scratch;
    uint64_t size;
    int32_t table_of; /* whose blocks the table holds; STATES where it leads from rearranged code to state */
    const uint64_t *codes;
    Mover *movers;
    Collision *collision; /* what is under way of simultaneous improvements, NULL between */
} Game;

static void end_collision(Game *game);

void detente_free(Game *game) {
    if (!game) return;
    end_collision(game);
    if (game->movers)
        for (int32_t j = 0; j < game->n_movers; j++) {
            free(game->movers[j].of);
            free(game->movers[j].order);
            free(game->movers[j].first);
            free(game->movers[j].key);
            free(game->movers[j].changes);
        }
    free(game->movers);
    free(game->table);
    free(game->scratch);
    free(game);
}

/* Fill the table with the blocks of mover j, numbered in ascending order of their key. */
static void fill_table(Game *game, int32_t j) {
    if (game->table_of == j) return;
    memset(game->table, 0xff, game->size * sizeof(int32_t));
    Mover *mover = &game->movers[j];
    for (int32_t b = 0; b < mover->n_blocks; b++) game->table[mover->key[b]] = b;
    game->table_of = j;
}

static int build_blocks(Game *game, int32_t j, const uint64_t *codes, uint64_t two_way) {
    Mover *mover = &game->movers[j];
    int32_t n = game->n, count = 0;
    int32_t *table = game->table;
    memset(table, 0xff, game->size * sizeof(int32_t));
    for (int32_t s = 0; s < n; s++) table[codes[s] & ~two_way] = 0;
    for (uint64_t code = 0; code < game->size; code++)
        if (table[code] == 0) table[code] = count++;
    mover->n_blocks = count;
    mover->of = malloc((size_t)n * sizeof(int32_t));
    mover->key = malloc((size_t)count * sizeof(uint64_t));
    mover->first = calloc((size_t)count + 1, sizeof(int32_t));
    if (!mover->of || !mover->key || !mover->first) return 0;
    for (int32_t s = 0; s < n; s++) {
        uint64_t key = codes[s] & ~two_way;
        int32_t b = table[key];
        mover->of[s] = b;
        mover->key[b] = key;
        mover->first[b + 1]++;
    }
    for (int32_t b = 0; b < count; b++) mover->first[b + 1] += mover->first[b];
    game->table_of = j;
    return 1;
}

/* Raised with every change of a signature, so that a library left over from before is not called. */
int detente_interface(void) { return 2; }

/* codes: n; two_way, set, clear: a mask per mover; ranks: n_movers rows of n, dense from 1. Codes and ranks stay the
 * caller's and must live as long as the game.
 * NULL when memory runs out. */
Game *detente_prepare(int32_t n, int32_t n_options, int32_t n_movers, const uint64_t *codes, const uint64_t *two_way,
                      const uint64_t *set, const uint64_t *clear, const int32_t *ranks) {
    Game *game = calloc(1, sizeof(Game));
    if (!game) return NULL;
    game->n = n;
    game->n_movers = n_movers;
    game->codes = codes;
    game->size = (uint64_t)1 << n_options;
    game->movers = calloc((size_t)n_movers, sizeof(Mover));
    game->table = malloc(game->size * sizeof(int32_t));
    game->scratch = malloc(((size_t)n + 1) * 2 * sizeof(int32_t));
    int good = game->movers && game->table && game->scratch;
    for (int32_t j = 0; good && j < n_movers; j++) {
        Mover *mover = &game->movers[j];
        mover->set = set[j];
        mover->clear = clear[j];
        mover->two_way = two_way[j];
        mover->rank = ranks + (size_t)j * n;
        good = build_blocks(game, j, codes, two_way[j]);
    }
    if (!good) {
        detente_free(game);
        return NULL;
    }
    return game;
}

/* Sort the states by block, best first: by rank, then stably by block, each by counting. */
static int build_ladder(Game *game, int32_t j) {
    Mover *mover = &game->movers[j];
    int32_t n = game->n, highest = 0;
    if (mover->order) return 1;
    for (int32_t s = 0; s < n; s++)
        if (mover->rank[s] > highest) highest = mover->rank[s];
    size_t buckets = (size_t)(highest > mover->n_blocks ? highest : mover->n_blocks) + 2;
    int32_t *count = calloc(buckets, sizeof(int32_t));
    uint32_t *by_rank = (uint32_t *)game->scratch;
    mover->order = malloc((size_t)n * sizeof(uint32_t));
    if (!count || !mover->order) {
        free(count);
        return 0;
    }
    for (int32_t s = 0; s < n; s++) count[highest - mover->rank[s] + 1]++;
    for (int32_t r = 0; r <= highest; r++) count[r + 1] += count[r];
    for (int32_t s = 0; s < n; s++) by_rank[count[highest - mover->rank[s]]++] = (uint32_t)s;
    memcpy(count, mover->first, (size_t)mover->n_blocks * sizeof(int32_t));
    for (int32_t p = 0; p < n; p++) {
        uint32_t s = by_rank[p];
        mover->order[count[mover->of[s]]++] = s;
    }
    free(count);
    int32_t block = -1, rank = -1;
    for (int32_t p = 0; p < n; p++) {
        uint32_t s = mover->order[p];
        if (mover->of[s] != block)
            mover->order[p] |= NEW_BLOCK | NEW_RANK;
        else if (mover->rank[s] != rank)
            mover->order[p] |= NEW_RANK;
        block = mover->of[s];
        rank = mover->rank[s];
    }
    return 1;
}

/* The one-way options that can still change in a block. */
static uint64_t changeable(const Mover *mover, int32_t b) {
    return (mover->set & ~mover->key[b]) | (mover->clear & mover->key[b]);
}

/* values[s] becomes the least over the moves of j from s and staying; 1 when anything changed. */
static int sweep_moves(Game *game, int32_t j, int32_t *values) {
    Mover *mover = &game->movers[j];
    int32_t n = game->n, *within = game->scratch, *least = within;
    for (int32_t b = 0; b < mover->n_blocks; b++) within[b] = NOTHING;
    for (int32_t s = 0; s < n; s++) {
        int32_t b = mover->of[s];
        if (values[s] < within[b]) within[b] = values[s];
    }
    if (mover->set | mover->clear) {
        fill_table(game, j);
        least = game->scratch + n + 1;
        for (int32_t b = 0; b < mover->n_blocks; b++) {
            uint64_t free_bits = changeable(mover, b);
            least[b] = within[b];
            for (uint64_t change = free_bits; change; change = (change - 1) & free_bits) {
                int32_t t = game->table[mover->key[b] ^ change];
                if (t >= 0 && within[t] < least[b]) least[b] = within[t];
            }
        }
    }
    int changed = 0;
    for (int32_t s = 0; s < n; s++) {
        int32_t value = least[mover->of[s]];
        changed |= value != values[s];
        values[s] = value;
    }
    return changed;
}

/* The same over improvements, within blocks: one pass down the ladder. */
static int improve_within(const Game *game, const Mover *mover, int32_t *values) {
    int32_t running = NOTHING, before = NOTHING;
    int changed = 0;
    for (int32_t p = 0; p < game->n; p++) {
        uint32_t place = mover->order[p], s = place & STATE;
        if (place & NEW_BLOCK) running = NOTHING;
        if (place & NEW_RANK) before = running;
        int32_t value = values[s];
        if (before < value) {
            values[s] = value = before;
            changed = 1;
        }
        if (value < running) running = value;
    }
    return changed;
}

/* The same across blocks: two ladders are walked side by side for each set of changes. */
static int improve_across(Game *game, int32_t j, int32_t *values) {
    Mover *mover = &game->movers[j];
    int changed = 0;
    int32_t *running = game->scratch;
    for (int32_t p = 0, least = NOTHING; p < game->n; p++) {
        uint32_t place = mover->order[p];
        if (place & NEW_BLOCK) least = NOTHING;
        if (values[place & STATE] < least) least = values[place & STATE];
        running[p] = least;
    }
    fill_table(game, j);
    for (int32_t b = 0; b < mover->n_blocks; b++) {
        uint64_t free_bits = changeable(mover, b);
        for (uint64_t change = free_bits; change; change = (change - 1) & free_bits) {
            int32_t t = game->table[mover->key[b] ^ change];
            if (t < 0) continue;
            int32_t q = mover->first[t], end = mover->first[t + 1];
            for (int32_t p = mover->first[b]; p < mover->first[b + 1]; p++) {
                uint32_t s = mover->order[p] & STATE;
                while (q < end && mover->rank[mover->order[q] & STATE] > mover->rank[s]) q++;
                if (q > mover->first[t] && running[q - 1] < values[s]) {
                    values[s] = running[q - 1];
                    changed = 1;
                }
            }
        }
    }
    return changed;
}

/* values[s] becomes the least that sequences of everybody but `dm` reach from s, none included.
 * Done in parts of so many `sweeps`: `at` holds whose turn it is and how many have been quiet, both 0 at first; call
 * again while 0 comes back. 1: done; -1: out of memory. */
int detente_close(Game *game, int32_t dm, int improving, int32_t sweeps, int32_t *at, int32_t *values) {
    for (; at[1] < game->n_movers; at[0] = (at[0] + 1) % game->n_movers) {
        int32_t turn = at[0];
        int changed = 0;
        if (turn != dm) {
            Mover *mover = &game->movers[turn];
            if (sweeps-- == 0) return 0;
            if (!improving)
                changed = sweep_moves(game, turn, values);
            else {
                if (!build_ladder(game, turn)) return -1;
                /* Improvements of one mover are transitive: within, across and within again is all there is. */
                changed = improve_within(game, mover, values);
                if (mover->set | mover->clear) changed |= improve_across(game, turn, values);
            }
        }
        at[1] = changed ? 1 : at[1] + 1;
    }
    return 1;
}

/* found[s] becomes the greatest value over the moves of j from s and staying. */
void detente_best(Game *game, int32_t j, const int32_t *values, int32_t *found) {
    for (int32_t s = 0; s < game->n; s++) found[s] = -values[s];
    sweep_moves(game, j, found);
    for (int32_t s = 0; s < game->n; s++) found[s] = -found[s];
}

/* Simultaneous improvements. Codes are rearranged so that the options of one opponent, the one who has most of them,
 * are the lowest bits; the states are then taken in ascending order of what `dm` thinks of them, and a bit is kept for
 * every state reached so far: those that are no better than the one at hand. Whether any improvement of that opponent
 * lands on one of them is then one word against another, whatever the number of its improvements. */
struct Collision {
    int32_t dm, low;          /* whose verdicts; the opponent in the lowest bits, -1 without opponents */
    int width;                /* its number of options */
    int32_t *by_rank;         /* the states, worst for `dm` first */
    uint64_t *reached;        /* by rearranged code */
    uint64_t *improving;      /* the improvements of `low` from the state at hand, by its lowest bits */
    uint64_t place[4][256];   /* what each byte of a code becomes */
    int32_t passed;           /* how many of by_rank are marked as reached */
    int64_t work;
};

static uint64_t rearranged(const Collision *c, uint64_t code) {
    return c->place[0][code & 255] | c->place[1][code >> 8 & 255] | c->place[2][code >> 16 & 255] |
           c->place[3][code >> 24 & 255];
}

static void end_collision(Game *game) {
    if (!game->collision) return;
    free(game->collision->by_rank);
    free(game->collision->reached);
    free(game->collision->improving);
    free(game->collision);
    game->collision = NULL;
}

static uint64_t options_of(const Mover *mover) { return mover->two_way | mover->set | mover->clear; }

static void choose_places(Game *game, Collision *c, int n_options) {
    c->low = -1;
    c->width = 0;
    for (int32_t j = 0; j < game->n_movers; j++) {
        int width = __builtin_popcountll(options_of(&game->movers[j]));
        if (j != c->dm && (c->low < 0 || width > c->width)) c->low = j, c->width = width;
    }
    uint64_t lowest = c->low < 0 ? 0 : options_of(&game->movers[c->low]);
    int bit[32], low = 0, high = c->width;
    for (int k = 0; k < n_options; k++) bit[k] = lowest >> k & 1 ? low++ : high++;
    for (int byte = 0; byte < 4; byte++)
        for (int value = 0; value < 256; value++) {
            uint64_t code = 0;
            for (int k = 0; k < 8 && byte * 8 + k < n_options; k++)
                if (value >> k & 1) code |= (uint64_t)1 << bit[byte * 8 + k];
            c->place[byte][value] = code;
        }
}

static int begin_collision(Game *game, int32_t dm) {
    const int32_t *rank = game->movers[dm].rank;
    int32_t highest = 0;
    end_collision(game);
    Collision *c = game->collision = calloc(1, sizeof(Collision));
    if (!c) return 0;
    c->dm = dm;
    choose_places(game, c, __builtin_ctzll(game->size));
    for (int32_t s = 0; s < game->n; s++)
        if (rank[s] > highest) highest = rank[s];
    int32_t *count = calloc((size_t)highest + 2, sizeof(int32_t));
    c->by_rank = malloc((size_t)game->n * sizeof(int32_t));
    c->reached = calloc(game->size / 64 + 1, sizeof(uint64_t));
    c->improving = calloc(((size_t)1 << c->width) / 64 + 1, sizeof(uint64_t));
    int good = count && c->by_rank && c->reached && c->improving;
    for (int32_t j = 0; good && j < game->n_movers; j++) {
        Mover *mover = &game->movers[j];
        size_t room = (size_t)1 << __builtin_popcountll(options_of(mover));
        if (!mover->changes) mover->changes = malloc(room * sizeof(uint64_t));
        good = mover->changes != NULL;
    }
    if (good) {
        for (int32_t s = 0; s < game->n; s++) count[rank[s] + 1]++;
        for (int32_t r = 0; r <= highest; r++) count[r + 1] += count[r];
        for (int32_t s = 0; s < game->n; s++) c->by_rank[count[rank[s]]++] = s;
        memset(game->table, 0xff, game->size * sizeof(int32_t));
        for (int32_t s = 0; s < game->n; s++) game->table[rearranged(c, game->codes[s])] = s;
        game->table_of = STATES;
    }
    free(count);
    return good;
}

/* The options that mover j can change from a state, as they stand in rearranged codes. */
static uint64_t free_options(const Game *game, const Mover *mover, int32_t state) {
    uint64_t code = game->codes[state];
    return rearranged(game->collision, mover->two_way | (mover->set & ~code) | (mover->clear & code));
}

static void list_improvements(Game *game, int32_t j, int32_t state, uint64_t code) {
    Mover *mover = &game->movers[j];
    uint64_t free_bits = free_options(game, mover, state);
    int32_t here = mover->rank[state];
    mover->n_changes = 0;
    for (uint64_t change = free_bits; change; change = (change - 1) & free_bits) {
        int32_t t = game->table[code ^ change];
        if (t >= 0 && mover->rank[t] > here) mover->changes[mover->n_changes++] = change;
    }
    game->collision->work += (int64_t)1 << __builtin_popcountll(free_bits);
}

static void mark_improvements(Game *game, int32_t state, uint64_t code) {
    Collision *c = game->collision;
    memset(c->improving, 0, (((size_t)1 << c->width) / 64 + 1) * sizeof(uint64_t));
    list_improvements(game, c->low, state, code);
    const Mover *mover = &game->movers[c->low];
    uint64_t own = code & (((uint64_t)1 << c->width) - 1);
    for (int32_t i = 0; i < mover->n_changes; i++) {
        uint64_t end = own ^ mover->changes[i];
        c->improving[end >> 6] |= (uint64_t)1 << (end & 63);
    }
}

/* Whether an improvement of the lowest opponent, or its staying where others have moved, ends in a state reached. */
static int lands(const Collision *c, uint64_t code, int moved) {
    if (moved && c->reached[code >> 6] >> (code & 63) & 1) return 1;
    uint64_t first = code & ~(((uint64_t)1 << c->width) - 1);
    if (c->width < 6) return (c->reached[first >> 6] >> (first & 63) & c->improving[0]) != 0;
    const uint64_t *row = c->reached + (first >> 6);
    uint64_t met = 0;
    for (uint64_t word = 0; word < (uint64_t)1 << (c->width - 6); word++) met |= row[word] & c->improving[word];
    return met != 0;
}

/* Whether some choice of improvements by movers j, j + 1, … (none by `dm`), added to those already made in `code`,
 * ends in a state that `dm` ranks no higher than the one at hand; at least one opponent must move. */
static int spoils(Game *game, int32_t j, uint64_t code, int moved) {
    Collision *c = game->collision;
    while (j < game->n_movers && (j == c->dm || j == c->low)) j++;
    if (j == game->n_movers) {
        c->work += 1 + (((int64_t)1 << c->width) >> 6);
        return lands(c, code, moved);
    }
    if (spoils(game, j + 1, code, moved)) return 1;
    const Mover *mover = &game->movers[j];
    for (int32_t i = 0; i < mover->n_changes; i++)
        if (spoils(game, j + 1, code ^ mover->changes[i], 1)) return 1;
    return 0;
}

static int is_met(Game *game, int32_t state) {
    Collision *c = game->collision;
    const Mover *mover = &game->movers[c->dm];
    uint64_t code = rearranged(c, game->codes[state]);
    list_improvements(game, c->dm, state, code);
    if (!mover->n_changes) return 1;
    if (c->low < 0) return 0;
    for (int32_t j = 0; j < game->n_movers; j++)
        if (j != c->dm && j != c->low) list_improvements(game, j, state, code);
    mark_improvements(game, state, code);
    for (int32_t i = 0; i < mover->n_changes; i++)
        if (!spoils(game, 0, code ^ mover->changes[i], 0)) return 0;
    return 1;
}

/* stable[s] becomes 1 where every improvement of `dm` from s is spoilt by improvements that others make from s at the
 * same moment. Done in parts of about so much `work`: begin with `done` 0, then hand back what was returned, until it
 * is the number of states; -1: out of memory. */
int32_t detente_simultaneous(Game *game, int32_t dm, int32_t done, int64_t work, uint8_t *stable) {
    if (done == 0 && !begin_collision(game, dm)) {
        end_collision(game);
        return -1;
    }
    Collision *c = game->collision;
    const int32_t *rank = game->movers[dm].rank;
    for (c->work = 0; done < game->n && c->work < work; done++) {
        int32_t s = c->by_rank[done];
        for (; c->passed < game->n && rank[c->by_rank[c->passed]] <= rank[s]; c->passed++) {
            uint64_t code = rearranged(c, game->codes[c->by_rank[c->passed]]);
            c->reached[code >> 6] |= (uint64_t)1 << (code & 63);
        }
        stable[s] = (uint8_t)is_met(game, s);
        c->work++;
    }
    if (done == game->n) end_collision(game);
    return done;
}
