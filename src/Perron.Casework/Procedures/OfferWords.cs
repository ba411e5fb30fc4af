using Perron.Platform.Web;
namespace Perron.Procedures;

/// <summary>Price and delay of a procedure in words.</summary>
public static class OfferWords
{
    private static readonly Words RoomWords = Words.Of(typeof(OfferWords));

    public static string Price(this Offer offer, string language) =>
        offer.Prices switch
        {
            null or { Least: 0, Most: null } => RoomWords.In(language, "price-by-rule"),
            { Most: 0 } => RoomWords.In(language, "free"),
            { Least: var least, Most: null } => RoomWords.In(language, "price-from", Euros.Of(least)),
            { Least: 0, Most: { } most } => RoomWords.In(language, "price-up-to", Euros.Of(most)),
            { Least: var least, Most: { } most } => least == most ? Euros.Of(least) : RoomWords.In(language, "price-range", Euros.Of(least), Euros.Of(most)),
        };

    /// <summary>"version 4", or "édition propre à la commune (2)".</summary>
    internal static string VersionSaid(this Procedure procedure, string language) =>
        procedure.Version > ProcedureVersion.FirstEdition ? RoomWords.In(language, "rules-edition", procedure.Version - ProcedureVersion.FirstEdition) : RoomWords.In(language, "rules-version", procedure.Version);

    /// <summary>What it gives, or else what it costs: that a grant is free to ask for says nothing of it.</summary>
    public static string GainOrPrice(this Offer offer, string language) => offer.Procedure.Gives.IsEmpty ? offer.Price(language) : offer.Procedure.Gives.In(language);

    /// <summary>"3 jours d'ouverture".</summary>
    public static string Delay(this Offer offer, string language) =>
        RoomWords.In(language, $"days-{offer.Procedure.Promised.Days}{(offer.Adopted.OfficeDays == 1 ? "-one" : "")}", offer.Adopted.OfficeDays);
}
