using NodaTime;
using Perron.Communes;
using Perron.Forms;
using Perron.Platform.Security;
namespace Perron.Cases.Asking;

internal static class Identity
{
    /// <summary>What the rules of a form may know of whoever fills it in now.</summary>
    public static HouseFacts House(this Visitor visitor, Commune commune, string language, Instant now) =>
        new(visitor.Level == IdentityLevel.Strong, commune.Today(now), language) { Ground = commune.Map?.Bounds };

    /// <summary>The same for what was sent: as it was on that day.</summary>
    public static HouseFacts House(this Case one, Commune commune) =>
        new(one.Identity == IdentityLevel.Strong, commune.Today(one.SubmittedAt), one.Language);
}
