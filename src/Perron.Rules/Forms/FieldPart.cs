namespace Perron.Forms;

/// <summary>One box of a question that has several: the street of an address, the birth date of a person.</summary>
/// <param name="Suffix">Stands behind the name of the field: ".rue". Empty for the field itself.</param>
public sealed record FieldPart(string Suffix, FieldKind Kind, bool IsOptional = false)
{
    /// <summary>Behind the name of a place: the point that was chosen on the map.</summary>
    public const string Latitude = ".lat", Longitude = ".lon";

    /// <summary>The two boxes of an address that must belong together.</summary>
    public static readonly FieldPart OfPostcode = new(".code-postal", FieldKind.Postcode), OfMunicipality = new(".commune", FieldKind.Text);

    private static readonly FieldPart[] OfAddress = [new(".rue", FieldKind.Text), new(".numero", FieldKind.HouseNumber), new(".boite", FieldKind.Text, true), OfPostcode, OfMunicipality];
    private static readonly FieldPart[] OfPerson = [new(".prenom", FieldKind.Text), new(".nom", FieldKind.Text), new(".naissance", FieldKind.BirthDate), new(".numero", FieldKind.NationalNumber, true)];
    private static readonly FieldPart[] OfCoApplicant = [new(".prenom", FieldKind.Text), new(".nom", FieldKind.Text), new(".courriel", FieldKind.Email)];
    private static readonly FieldPart[] OfPlace = [new("", FieldKind.Text), new(Latitude, FieldKind.Number, true), new(Longitude, FieldKind.Number, true)];
    private static readonly FieldPart[] OfSignature = [new("", FieldKind.Text), new(".accord", FieldKind.Declaration)];

    /// <summary>Half of a point of the map: a place is answered without it too.</summary>
    public bool IsOfPoint => Suffix is Latitude or Longitude;

    /// <summary>The boxes of a question of this kind, in the order in which they stand; one without a name for most.</summary>
    public static IReadOnlyList<FieldPart> Of(FieldKind kind) => kind switch
    {
        FieldKind.Address => OfAddress,
        FieldKind.Person => OfPerson,
        FieldKind.CoApplicant => OfCoApplicant,
        FieldKind.Place => OfPlace,
        FieldKind.Signature => OfSignature,
        FieldKind.Information or FieldKind.Calculated or FieldKind.Group => [],
        _ => Single.GetValueOrDefault(kind, []),
    };

    private static readonly Dictionary<FieldKind, FieldPart[]> Single = Enum.GetValues<FieldKind>().ToDictionary(kind => kind, kind => new FieldPart[] { new("", kind) });
}
