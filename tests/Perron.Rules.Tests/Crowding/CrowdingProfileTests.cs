using CsCheck;
using NodaTime;
using Perron.Calendar;
using Perron.Crowding;
namespace Perron.Rules.Tests.Crowding;

public sealed class CrowdingProfileTests
{
    private static readonly LocalDate Monday = new(2026, 1, 5);
    private static readonly HalfHour Ten = HalfHour.Of(new(10, 0));

    [Fact]
    public void Less_than_four_weeks_tell_nothing()
    {
        var profile = new CrowdingProfile(new HashSet<LocalDate>());
        foreach (var day in MadeUpSeries.Days(Monday, 3))
        {
            profile.Learn(day, MadeUpSeries.Exactly(day));
        }

        Assert.Null(profile.Usual(IsoDayOfWeek.Tuesday, Ten));
        Assert.Empty(profile.Ahead(Monday.PlusWeeks(4)));
        Assert.Empty(profile.Today(Monday.PlusWeeks(4).At(new(9, 0)), MadeUpSeries.Exactly(Monday)));
        profile.Learn(Monday.PlusWeeks(3), MadeUpSeries.Exactly(Monday));
        Assert.NotNull(profile.Usual(IsoDayOfWeek.Monday, Ten));
        Assert.NotEmpty(profile.Ahead(Monday.PlusWeeks(4)));
    }

    [Fact]
    public void What_is_the_same_every_day_is_told_as_it_is() => Gen.Double[0, 40].Array[15].Sample(curve =>
    {
        var day = MadeUpSeries.Open.Zip(curve).ToDictionary(one => one.First, one => new HalfHourSeen(one.Second, one.Second / 2, one.Second / 4));
        var profile = new CrowdingProfile(new HashSet<LocalDate>());
        foreach (var past in MadeUpSeries.Days(Monday, 8))
        {
            profile.Learn(past, day);
        }

        var told = profile.Today(Monday.PlusWeeks(8).At(new(11, 10)), day);
        Assert.Equal(MadeUpSeries.Open.Where(at => at >= HalfHour.Of(new(11, 0))), told.Select(one => one.At));
        Assert.All(told, one =>
        {
            var usual = profile.Usual(IsoDayOfWeek.Friday, one.At)!.Value;
            Assert.Equal(day[one.At].Arrivals, one.Arrivals.Usual, 1e-9);
            Assert.Equal(day[one.At].People, one.People.Usual, 1e-9);
            Assert.Equal(day[one.At].Wait!.Value, one.Wait.Usual, 1e-9);
            Assert.Equal(usual.Wait.Usual, one.Wait.Usual, 1e-9);
        });
    }, iter: 40);

    [Fact]
    public void A_day_of_the_week_becomes_itself()
    {
        var profile = Learnt(weeks: 30, day => MadeUpSeries.Exactly(day));
        foreach (var weekday in Enum.GetValues<IsoDayOfWeek>().Where(one => one is >= IsoDayOfWeek.Monday and <= IsoDayOfWeek.Friday))
        {
            Assert.All(MadeUpSeries.Open, at => Assert.InRange(profile.Usual(weekday, at)!.Value.People.Usual / MadeUpSeries.Truth(weekday, at), 0.9, 1.1));
        }

        Assert.Null(profile.Usual(IsoDayOfWeek.Saturday, Ten));
        Assert.Null(profile.Usual(IsoDayOfWeek.Monday, HalfHour.Of(new(19, 0))));
    }

    [Fact]
    public void Nothing_is_told_from_what_is_not_over() => Gen.Select(Gen.Int[1, 999], Gen.Int[17, 31], Gen.Int[0, 29]).Sample((seed, slot, minute) =>
    {
        var profile = Learnt(weeks: 5, new MadeUpSeries(seed).Next);
        var (today, now) = (Monday.PlusWeeks(5), new LocalTime(slot / 2, (slot % 2 * 30) + minute));
        var seen = new MadeUpSeries(seed + 1).Next(today);
        Assert.Equal(profile.Today(today.At(now), seen.Where(one => one.Key.Until <= now).ToDictionary()), profile.Today(today.At(now), seen));
    }, iter: 40);

    [Fact]
    public void A_day_is_learnt_once_and_days_that_are_closed_never() => Gen.Int[1, 999].Sample(seed =>
    {
        var (closed, holiday) = (new LocalDate(2026, 3, 17), new LocalDate(2026, 4, 6));
        var (series, again) = (new MadeUpSeries(seed), new MadeUpSeries(seed));
        var closures = new HashSet<LocalDate> { closed };
        CrowdingProfile once = new(closures), twice = new(closures);
        foreach (var day in MadeUpSeries.Days(Monday, 16).Where(day => day != closed))
        {
            once.Learn(day, series.Next(day));
            var seen = again.Next(day);
            twice.Learn(day, seen);
            twice.Learn(day, MadeUpSeries.Exactly(day, 5));
            twice.Learn(day.PlusDays(-1), MadeUpSeries.Exactly(day.PlusDays(-1), 5));
            twice.Learn(day < closed ? day : closed, MadeUpSeries.Exactly(closed, 5));
            twice.Learn(new(2026, 5, 1), MadeUpSeries.Exactly(holiday, 5));
        }

        Assert.Empty(once.Ahead(closed));
        Assert.Empty(once.Ahead(holiday.PlusYears(1).PlusDays(-8))); // Easter Monday of 2027
        Assert.Equal(once.Ahead(new(2026, 4, 28)), twice.Ahead(new(2026, 4, 28)));
    }, iter: 10);

    [Fact]
    public void An_hour_at_which_nobody_ever_came_that_day_is_as_on_other_days()
    {
        var profile = Learnt(weeks: 5, day => MadeUpSeries.Exactly(day).ToDictionary(one => one.Key, one => one.Key == Ten ? day.DayOfWeek == IsoDayOfWeek.Tuesday ? new(0, 0, null) : new(4, 2, 12) : one.Value));
        Assert.Equal(12, profile.Usual(IsoDayOfWeek.Tuesday, Ten)!.Value.Wait.Usual, 1e-9);
        Assert.InRange(profile.Usual(IsoDayOfWeek.Tuesday, Ten)!.Value.Arrivals.Usual, 0, 2);
    }

    [Fact]
    public void A_busy_morning_is_followed_by_a_busy_afternoon_less_so_further_on()
    {
        var profile = Learnt(weeks: 30, day => MadeUpSeries.Exactly(day));
        var today = Monday.PlusWeeks(30);
        var (usual, told) = (profile.Ahead(today).ToDictionary(one => one.At), profile.Today(today.At(new(11, 0)), MadeUpSeries.Exactly(today, 2)));
        var more = told.Select(one => one.Arrivals.Usual / usual[one.At].Arrivals.Usual).ToList();
        Assert.InRange(more[0], 1.4, 1.7); // 2 to the power of 0.7, but for the ground
        Assert.All(more.Zip(more.Skip(1)), pair => Assert.True(pair.First > pair.Second));
        Assert.True(more[^1] > 1.1);
        Assert.True(told[0].People.Usual > told[0].Arrivals.Usual, "A queue goes on from one half-hour to the next, and this one is twice as long as ever.");
    }

    [Fact]
    public void The_day_before_a_holiday_is_a_class_of_its_own_once_it_was_seen_three_times()
    {
        // Of 2026: the eves of Easter Monday, 1 May, Ascension and Whit Monday are half as full, and what follows is as always.
        LocalDate[] eves = [new(2026, 4, 3), new(2026, 4, 30), new(2026, 5, 13), new(2026, 5, 22)];
        var profile = new CrowdingProfile(new HashSet<LocalDate>());
        foreach (var day in MadeUpSeries.Days(Monday, 28))
        {
            if (day == eves[3])
            {
                Assert.All(profile.Ahead(day), one => Assert.InRange(one.Arrivals.Usual / MadeUpSeries.Truth(day.DayOfWeek, one.At), 0.45, 0.65));
            }

            var before = profile.Usual(day.DayOfWeek, Ten);
            profile.Learn(day, MadeUpSeries.Exactly(day, eves.Contains(day) ? 0.5 : 1));
            Assert.True(day != eves[3] || before?.People.Usual == profile.Usual(day.DayOfWeek, Ten)?.People.Usual, "It says nothing of other Fridays.");
        }

        Assert.All(profile.Ahead(new(2026, 7, 20)), one => Assert.InRange(one.Arrivals.Usual / MadeUpSeries.Truth(IsoDayOfWeek.Monday, one.At), 0.45, 0.65));
        Assert.All(profile.Ahead(new(2026, 7, 27)), one => Assert.InRange(one.Arrivals.Usual / MadeUpSeries.Truth(IsoDayOfWeek.Monday, one.At), 0.9, 1.1));
    }

    [Fact]
    public void What_became_lies_within_the_band_eight_times_out_of_ten()
    {
        var (profile, series, inside, all) = (new CrowdingProfile(new HashSet<LocalDate>()), new MadeUpSeries(3), 0, 0);
        foreach (var day in MadeUpSeries.Days(Monday, 100))
        {
            var seen = series.Next(day);
            foreach (var told in profile.Ahead(day).Concat(profile.Today(day.At(new(10, 0)), seen)))
            {
                Assert.True(told.People.Least <= told.People.Usual && told.People.Usual <= told.People.Most && told.People.Least >= 0);
                all++;
                inside += seen[told.At].People >= told.People.Least && seen[told.At].People <= told.People.Most ? 1 : 0;
            }

            profile.Learn(day, seen);
        }

        Assert.InRange((double)inside / all, 0.76, 0.84);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void It_tells_better_than_what_is_now_and_than_last_week(int seed)
    {
        var (profile, series) = (new CrowdingProfile(new HashSet<LocalDate>()), new MadeUpSeries(seed));
        var (past, later, ahead) = (new Dictionary<LocalDate, IReadOnlyDictionary<HalfHour, HalfHourSeen>>(), new Errors(), new Errors());
        foreach (var day in MadeUpSeries.Days(Monday, 60))
        {
            var seen = past[day] = series.Next(day);
            if (past.TryGetValue(day.PlusWeeks(-1), out var lastWeek))
            {
                foreach (var told in profile.Ahead(day))
                {
                    ahead.Add(told.People.Usual, lastWeek[told.At].People, seen[told.At].People);
                }
            }

            foreach (var at in MadeUpSeries.Open.Where(at => at.OfDay > 18))
            {
                foreach (var told in profile.Today(day.At(at.From), seen).Where(one => one.At.OfDay == at.OfDay + 3)) // two hours after the last that was seen
                {
                    later.Add(told.People.Usual, seen[new(at.OfDay - 1)].People, seen[told.At].People);
                }
            }

            profile.Learn(day, seen);
        }

        Assert.True(ahead.Ratio < 0.85 && later.Ratio < 0.6, $"day ahead {ahead.Ratio:0.000} of last week, two hours {later.Ratio:0.000} of persistence");
    }

    private static CrowdingProfile Learnt(int weeks, Func<LocalDate, IReadOnlyDictionary<HalfHour, HalfHourSeen>> series)
    {
        var profile = new CrowdingProfile(new HashSet<LocalDate>());
        foreach (var day in MadeUpSeries.Days(Monday, weeks))
        {
            profile.Learn(day, series(day));
        }

        return profile;
    }

    private sealed class Errors
    {
        private double _ours, _theirs;

        public double Ratio => _ours / _theirs;

        public void Add(double ours, double theirs, double became)
        {
            _ours += Math.Abs(ours - became);
            _theirs += Math.Abs(theirs - became);
        }
    }
}
