namespace Perron.Waits;

/// <summary>How readily people leave, by what they came for and how long they have waited.</summary>
internal sealed class Patience
{
    private readonly Hazards _all = new();
    private readonly Dictionary<string, Hazards> _own = [];

    /// <param name="hasLeft">Otherwise called.</param>
    public void Waited(string queue, double seconds, bool hasLeft)
    {
        var own = _own.TryGetValue(queue, out var known) ? known : _own[queue] = new();
        var last = Hazards.Place(seconds);
        for (var place = 0; place <= last; place++)
        {
            var passed = Math.Min(seconds - Hazards.From[place], Hazards.Until(place, Hazards.From[place]));
            own.Seen(place, passed, hasLeft && place == last);
            _all.Seen(place, passed, hasLeft && place == last);
        }
    }

    /// <summary>How it goes on after so many seconds.</summary>
    public Course After(string queue, double waited)
    {
        var (passed, hazard, course, own) = (0.0, 0.0, new List<(double, double, double)>(Hazards.From.Length), _own.GetValueOrDefault(queue));
        for (var place = Hazards.Place(waited); place < Hazards.From.Length; place++)
        {
            var usual = _all.HasEnded(place) ? _all.Rate(place) : 0;
            var (step, rate) = (Hazards.Until(place, waited + passed), own?.Rate(place, usual) ?? usual);
            course.Add((passed, hazard, rate));
            (passed, hazard) = (passed + step, hazard + (rate > 0 ? rate * step : 0));
        }

        return new(course);
    }
}
