import { messageOf, schemaOf } from '../protobuf/schema.ts';

/**
 * The messages of SAPIENT, BSI Flex 335 version 2.0: fields, enumerations, and what the standard marks as
 * mandatory, ULID or UUID. Table: exempt from the size rule.
 *
 * Beyond those marks, and as its test messages have it: a report of a detection has a location, an area
 * either form of one, a command one of the commands; what another detection is, it says with its time; an
 * error says why; who is followed is a ULID.
 * Source: BSI Flex 335 v2.0:2024.
 */
const TABLE = `
Alert
  1 alert_id string ! ulid
  2 alert_type AlertType
  3 status AlertStatus
  4 description string
  5 range_bearing RangeBearing /location_oneof
  6 location Location /location_oneof
  7 region_id string ulid
  8 priority DiscretePriority
  9 ranking float
  10 confidence float
  11 associated_file AssociatedFile *
  12 associated_detection AssociatedDetection *
  13 additional_information string
AlertAck
  1 alert_id string ! ulid
  4 reason string *
  5 alert_ack_status AlertAckStatus !
AssociatedDetection
  1 timestamp timestamp !
  2 node_id string ! uuid
  3 object_id string ! ulid
  4 association_type AssociationRelation
AssociatedFile
  1 type string !
  2 url string !
DetectionReport.PredictedLocation
  1 range_bearing RangeBearing /!predicted_location_oneof
  2 location Location /!predicted_location_oneof
  3 predicted_timestamp timestamp
DetectionReport.TrackObjectInfo
  1 type string !
  2 value string !
  3 error float
DetectionReport.DetectionReportClassification
  1 type string !
  2 confidence float
  3 sub_class SubClass *
DetectionReport.SubClass
  1 type string !
  2 confidence float
  3 level int32 !
  4 sub_class SubClass *
DetectionReport.Behaviour
  1 type string !
  2 confidence float
DetectionReport.Signal
  1 amplitude float !
  2 start_frequency float
  3 centre_frequency float !
  4 stop_frequency float
  5 pulse_duration float
DetectionReport.DerivedDetection
  1 timestamp timestamp !
  2 node_id string ! uuid
  3 object_id string ! ulid
DetectionReport
  1 report_id string ! ulid
  2 object_id string ! ulid
  3 task_id string ulid
  4 state string
  5 range_bearing RangeBearing /!location_oneof
  6 location Location /!location_oneof
  7 detection_confidence float
  8 track_info TrackObjectInfo *
  9 prediction_location PredictedLocation
  10 object_info TrackObjectInfo *
  11 classification DetectionReportClassification *
  12 behaviour Behaviour *
  13 associated_file AssociatedFile *
  14 signal Signal *
  15 associated_detection AssociatedDetection *
  16 derived_detection DerivedDetection *
  19 enu_velocity ENUVelocity /velocity_oneof
  22 colour string
  23 id string
Error
  1 packet bytes !
  3 error_message string * !
FollowObject
  1 follow_object_id string ! ulid
LocationList
  1 locations Location * !
Location
  1 x double !
  2 y double !
  3 z double
  4 x_error double
  5 y_error double
  6 z_error double
  7 coordinate_system LocationCoordinateSystem !
  8 datum LocationDatum !
  9 utm_zone string
RangeBearing
  1 elevation double
  2 azimuth double
  3 range double
  4 elevation_error double
  5 azimuth_error double
  6 range_error double
  7 coordinate_system RangeBearingCoordinateSystem !
  8 datum RangeBearingDatum !
RangeBearingCone
  1 elevation double
  2 azimuth double
  3 range double
  4 horizontal_extent double
  5 vertical_extent double
  6 horizontal_extent_error double
  7 vertical_extent_error double
  8 elevation_error double
  9 azimuth_error double
  10 range_error double
  11 coordinate_system RangeBearingCoordinateSystem !
  12 datum RangeBearingDatum !
LocationOrRangeBearing
  1 range_bearing RangeBearingCone /!fov_oneof
  2 location_list LocationList /!fov_oneof
Registration.NodeDefinition
  1 node_type NodeType !
  2 node_sub_type string *
Registration.Capability
  1 category string !
  2 type string !
  3 value string
  4 units string
Registration.StatusDefinition
  1 status_interval Duration !
  2 location_definition LocationType
  3 coverage_definition LocationType
  4 obscuration_definition LocationType
  5 status_report StatusReport *
  6 field_of_view_definition LocationType
Registration.Duration
  1 units TimeUnits !
  3 value float !
Registration.ModeParameter
  1 type string !
  2 value string !
Registration.LocationType
  1 location_units LocationCoordinateSystem /!coordinates_oneof
  2 range_bearing_units RangeBearingCoordinateSystem /!coordinates_oneof
  3 location_datum LocationDatum /!datum_oneof
  4 range_bearing_datum RangeBearingDatum /!datum_oneof
  5 zone string
Registration.VelocityType
  4 enu_velocity_units ENUVelocityUnits /!velocity_units_oneof
  6 location_datum LocationDatum /datum_oneof
  7 range_bearing_datum RangeBearingDatum /datum_oneof
  8 zone string
Registration.StatusReport
  1 category StatusReportCategory !
  2 type string !
  3 units string
  4 on_change bool
Registration.ModeDefinition
  1 mode_name string !
  2 mode_type ModeType !
  3 mode_description string
  4 settle_time Duration !
  5 maximum_latency Duration
  6 scan_type ScanType
  7 tracking_type TrackingType
  8 duration Duration
  9 mode_parameter ModeParameter *
  10 detection_definition DetectionDefinition *
  11 task TaskDefinition !
Registration.DetectionDefinition
  1 location_type LocationType !
  2 detection_performance PerformanceValue *
  3 detection_report DetectionReport *
  4 detection_class_definition DetectionClassDefinition *
  5 behaviour_definition BehaviourDefinition *
  6 velocity_type VelocityType
  7 geometric_error GeometricError
Registration.GeometricError
  1 type string !
  2 units string !
  3 variation_type string !
  4 performance_value PerformanceValue *
Registration.PerformanceValue
  1 type string !
  2 units string !
  3 unit_value string !
  4 variation_type string
Registration.DetectionReport
  1 category DetectionReportCategory !
  2 type string !
  3 units string !
  4 on_change bool
Registration.DetectionClassDefinition
  1 confidence_definition ConfidenceDefinition
  2 class_performance PerformanceValue *
  3 class_definition ClassDefinition *
  4 taxonomy_dock_definition TaxonomyDockDefinition *
Registration.ClassDefinition
  1 type string !
  2 units string
  3 sub_class SubClass *
Registration.SubClass
  1 type string !
  2 units string
  3 level int32 !
  4 sub_class SubClass *
Registration.BehaviourDefinition
  1 type string !
  2 units string
Registration.TaskDefinition
  1 concurrent_tasks int32
  2 region_definition RegionDefinition !
  3 command Command *
Registration.ClassFilterDefinition
  1 filter_parameter FilterParameter *
  2 sub_class_definition SubClassFilterDefinition *
  3 type string !
Registration.SubClassFilterDefinition
  1 filter_parameter FilterParameter *
  2 level int32 !
  3 type string !
  4 sub_class_definition SubClassFilterDefinition *
Registration.FilterParameter
  1 parameter string !
  2 operators Operator * !
Registration.BehaviourFilterDefinition
  1 filter_parameter FilterParameter *
  2 type string !
Registration.Command
  2 units string !
  3 completion_time Duration !
  4 type CommandType !
Registration.RegionDefinition
  1 region_type RegionType * !
  2 settle_time Duration
  3 region_area LocationType * !
  4 class_filter_definition ClassFilterDefinition *
  5 behaviour_filter_definition BehaviourFilterDefinition *
Registration.TaxonomyDockDefinition
  1 Dock_class_namespace string !
  2 Dock_class string !
  3 Extension_subclass ExtensionSubclass *
Registration.ExtensionSubclass
  1 Subclass_namespace string !
  2 Subclass_name string !
  3 units string
Registration.ConfigurationData
  1 manufacturer string !
  2 model string !
  3 serial_number string
  4 hardware_version string
  5 software_version string
  6 sub_components ConfigurationData *
Registration
  1 node_definition NodeDefinition * !
  2 icd_version string !
  3 name string
  4 short_name string
  5 capabilities Capability * !
  6 status_definition StatusDefinition !
  7 mode_definition ModeDefinition * !
  8 dependent_nodes string * uuid
  9 reporting_region LocationOrRangeBearing *
  10 config_data ConfigurationData * !
RegistrationAck
  1 acceptance bool !
  3 ack_response_reason string *
SapientMessage
  1 timestamp timestamp !
  2 node_id string ! uuid
  3 destination_id string uuid
  4 registration Registration /!content
  5 registration_ack RegistrationAck /!content
  6 status_report StatusReport /!content
  7 detection_report DetectionReport /!content
  8 task Task /!content
  9 task_ack TaskAck /!content
  10 alert Alert /!content
  11 alert_ack AlertAck /!content
  12 error Error /!content
  13 additional_information string
StatusReport.Power
  3 level int32
  4 source PowerSource
  5 status PowerStatus
StatusReport.Status
  1 status_level StatusLevel
  3 status_value string
  4 status_type StatusType !
StatusReport
  1 report_id string ! ulid
  2 system System !
  3 info Info !
  4 active_task_id string ulid
  5 mode string !
  6 power Power
  7 node_location Location
  8 field_of_view LocationOrRangeBearing
  10 obscuration LocationOrRangeBearing *
  11 status Status *
  12 coverage LocationOrRangeBearing *
Task.Command
  1 request string /!command
  2 detection_threshold DiscreteThreshold /!command
  3 detection_report_rate DiscreteThreshold /!command
  4 classification_threshold DiscreteThreshold /!command
  5 mode_change string /!command
  6 look_at LocationOrRangeBearing /!command
  9 move_to LocationList /!command
  10 patrol LocationList /!command
  11 follow FollowObject /!command
  8 command_parameter string
Task.Region
  1 type RegionType !
  2 region_id string ! ulid
  3 region_name string !
  4 region_area LocationOrRangeBearing !
  5 class_filter ClassFilter *
  6 behaviour_filter BehaviourFilter *
Task.ClassFilter
  1 parameter Parameter !
  2 type string !
  3 sub_class_filter SubClassFilter *
  4 priority DiscreteThreshold
Task.SubClassFilter
  1 parameter Parameter !
  2 type string !
  3 sub_class_filter SubClassFilter *
  4 priority DiscreteThreshold
Task.BehaviourFilter
  1 parameter Parameter !
  2 type string
  3 priority DiscreteThreshold
Task.Parameter
  1 name string !
  2 operator Operator !
  3 value float !
Task
  1 task_id string ! ulid
  2 task_name string
  3 task_description string
  4 task_start_time timestamp
  5 task_end_time timestamp
  6 control Control !
  7 region Region *
  8 command Command
TaskAck
  1 task_id string ! ulid
  2 task_status TaskStatus !
  4 associated_file AssociatedFile
  5 reason string *
ENUVelocity
  1 east_rate double !
  2 north_rate double !
  3 up_rate double
  4 east_rate_error double
  5 north_rate_error double
  6 up_rate_error double
ENUVelocityUnits
  1 east_north_rate_units SpeedUnits !
  2 up_rate_units SpeedUnits
enum Alert.AlertType ALERT_TYPE_UNSPECIFIED=0 ALERT_TYPE_INFORMATION=1 ALERT_TYPE_WARNING=2 ALERT_TYPE_CRITICAL=3 ALERT_TYPE_ERROR=4 ALERT_TYPE_FATAL=5 ALERT_TYPE_MODE_CHANGE=6
enum Alert.AlertStatus ALERT_STATUS_UNSPECIFIED=0 ALERT_STATUS_ACTIVE=1 ALERT_STATUS_ACKNOWLEDGE=2 ALERT_STATUS_REJECT=3 ALERT_STATUS_IGNORE=4 ALERT_STATUS_CLEAR=5
enum Alert.DiscretePriority DISCRETE_PRIORITY_UNSPECIFIED=0 DISCRETE_PRIORITY_LOW=1 DISCRETE_PRIORITY_MEDIUM=2 DISCRETE_PRIORITY_HIGH=3
enum AlertAck.AlertAckStatus ALERT_ACK_STATUS_UNSPECIFIED=0 ALERT_ACK_STATUS_ACCEPTED=1 ALERT_ACK_STATUS_REJECTED=2 ALERT_ACK_STATUS_CANCELLED=3
enum AssociationRelation ASSOCIATION_RELATION_UNSPECIFIED=0 ASSOCIATION_RELATION_NO_RELATION=1 ASSOCIATION_RELATION_PARENT=2 ASSOCIATION_RELATION_CHILD=3 ASSOCIATION_RELATION_SIBLING=4
enum LocationCoordinateSystem LOCATION_COORDINATE_SYSTEM_UNSPECIFIED=0 LOCATION_COORDINATE_SYSTEM_LAT_LNG_DEG_M=1 LOCATION_COORDINATE_SYSTEM_LAT_LNG_RAD_M=2 LOCATION_COORDINATE_SYSTEM_UTM_M=5
enum LocationDatum LOCATION_DATUM_UNSPECIFIED=0 LOCATION_DATUM_WGS84_E=1 LOCATION_DATUM_WGS84_G=2
enum RangeBearingCoordinateSystem RANGE_BEARING_COORDINATE_SYSTEM_UNSPECIFIED=0 RANGE_BEARING_COORDINATE_SYSTEM_DEGREES_M=1 RANGE_BEARING_COORDINATE_SYSTEM_RADIANS_M=2 RANGE_BEARING_COORDINATE_SYSTEM_DEGREES_KM=3 RANGE_BEARING_COORDINATE_SYSTEM_RADIANS_KM=4
enum RangeBearingDatum RANGE_BEARING_DATUM_UNSPECIFIED=0 RANGE_BEARING_DATUM_TRUE=1 RANGE_BEARING_DATUM_MAGNETIC=2 RANGE_BEARING_DATUM_GRID=3 RANGE_BEARING_DATUM_PLATFORM=4
enum Operator OPERATOR_UNSPECIFIED=0 OPERATOR_ALL=1 OPERATOR_GREATER_THAN=2 OPERATOR_LESS_THAN=3 OPERATOR_EQUAL=4
enum Registration.NodeType NODE_TYPE_UNSPECIFIED=0 NODE_TYPE_OTHER=1 NODE_TYPE_RADAR=2 NODE_TYPE_LIDAR=3 NODE_TYPE_CAMERA=4 NODE_TYPE_SEISMIC=5 NODE_TYPE_ACOUSTIC=6 NODE_TYPE_PROXIMITY_SENSOR=7 NODE_TYPE_PASSIVE_RF=8 NODE_TYPE_HUMAN=9 NODE_TYPE_CHEMICAL=10 NODE_TYPE_BIOLOGICAL=11 NODE_TYPE_RADIATION=12 NODE_TYPE_KINETIC=13 NODE_TYPE_JAMMER=14 NODE_TYPE_CYBER=15 NODE_TYPE_LDEW=16 NODE_TYPE_RFDEW=17 NODE_TYPE_MOBILE_NODE=18 NODE_TYPE_POINTABLE_NODE=19 NODE_TYPE_FUSION_NODE=20
enum Registration.TimeUnits TIME_UNITS_UNSPECIFIED=0 TIME_UNITS_NANOSECONDS=1 TIME_UNITS_MICROSECONDS=2 TIME_UNITS_MILLISECONDS=3 TIME_UNITS_SECONDS=4 TIME_UNITS_MINUTES=5 TIME_UNITS_HOURS=6 TIME_UNITS_DAYS=7
enum Registration.StatusReportCategory STATUS_REPORT_CATEGORY_UNSPECIFIED=0 STATUS_REPORT_CATEGORY_SENSOR=1 STATUS_REPORT_CATEGORY_POWER=2 STATUS_REPORT_CATEGORY_MODE=3 STATUS_REPORT_CATEGORY_STATUS=4
enum Registration.ModeType MODE_TYPE_UNSPECIFIED=0 MODE_TYPE_PERMANENT=1 MODE_TYPE_TEMPORARY=2 MODE_TYPE_DEFAULT=3
enum Registration.ScanType SCAN_TYPE_UNSPECIFIED=0 SCAN_TYPE_FIXED=1 SCAN_TYPE_SCANNING=2 SCAN_TYPE_STEERABLE=3
enum Registration.TrackingType TRACKING_TYPE_UNSPECIFIED=0 TRACKING_TYPE_NONE=1 TRACKING_TYPE_TRACKLET=2 TRACKING_TYPE_TRACK=3 TRACKING_TYPE_TRACK_WITH_RE_ID=4
enum Registration.DetectionReportCategory DETECTION_REPORT_CATEGORY_UNSPECIFIED=0 DETECTION_REPORT_CATEGORY_DETECTION=1 DETECTION_REPORT_CATEGORY_TRACK=2 DETECTION_REPORT_CATEGORY_OBJECT=3 DETECTION_REPORT_CATEGORY_SIGNAL=4
enum Registration.ConfidenceDefinition CONFIDENCE_DEFINITION_UNSPECIFIED=0 CONFIDENCE_DEFINITION_SINGLE_CLASS=1 CONFIDENCE_DEFINITION_MULTI_CLASS=2
enum Registration.CommandType COMMAND_TYPE_UNSPECIFIED=0 COMMAND_TYPE_REQUEST=1 COMMAND_TYPE_DETECTION_THRESHOLD=2 COMMAND_TYPE_DETECTION_REPORT_RATE=3 COMMAND_TYPE_CLASSIFICATION_THRESHOLD=4 COMMAND_TYPE_MODE_CHANGE=5 COMMAND_TYPE_LOOK_AT=6 COMMAND_TYPE_MOVE_TO=7 COMMAND_TYPE_PATROL=8 COMMAND_TYPE_FOLLOW=9
enum Registration.RegionType REGION_TYPE_UNSPECIFIED=0 REGION_TYPE_AREA_OF_INTEREST=1 REGION_TYPE_IGNORE=2 REGION_TYPE_BOUNDARY=3 REGION_TYPE_MOBILE_NODE_NO_GO_AREA=4 REGION_TYPE_MOBILE_NODE_GO_AREA=5
enum StatusReport.System SYSTEM_UNSPECIFIED=0 SYSTEM_OK=1 SYSTEM_WARNING=2 SYSTEM_ERROR=3 SYSTEM_GOODBYE=5
enum StatusReport.PowerSource POWERSOURCE_UNSPECIFIED=0 POWERSOURCE_OTHER=1 POWERSOURCE_MAINS=2 POWERSOURCE_INTERNAL_BATTERY=3 POWERSOURCE_EXTERNAL_BATTERY=4 POWERSOURCE_GENERATOR=5 POWERSOURCE_SOLAR_PV=6 POWERSOURCE_WIND_TURBINE=7 POWERSOURCE_FUEL_CELL=8
enum StatusReport.PowerStatus POWERSTATUS_UNSPECIFIED=0 POWERSTATUS_OK=1 POWERSTATUS_FAULT=2
enum StatusReport.Info INFO_UNSPECIFIED=0 INFO_NEW=1 INFO_UNCHANGED=2
enum StatusReport.StatusType STATUS_TYPE_UNSPECIFIED=0 STATUS_TYPE_INTERNAL_FAULT=1 STATUS_TYPE_EXTERNAL_FAULT=2 STATUS_TYPE_ILLUMINATION=3 STATUS_TYPE_WEATHER=4 STATUS_TYPE_CLUTTER=5 STATUS_TYPE_EXPOSURE=6 STATUS_TYPE_MOTION_SENSITIVITY=7 STATUS_TYPE_PTZ_STATUS=8 STATUS_TYPE_PD=9 STATUS_TYPE_FAR=10 STATUS_TYPE_NOT_DETECTING=11 STATUS_TYPE_PLATFORM=12 STATUS_TYPE_OTHER=13
enum StatusReport.StatusLevel STATUS_LEVEL_UNSPECIFIED=0 STATUS_LEVEL_INFORMATION_STATUS=2 STATUS_LEVEL_WARNING_STATUS=3 STATUS_LEVEL_ERROR_STATUS=4
enum Task.Control CONTROL_UNSPECIFIED=0 CONTROL_START=1 CONTROL_STOP=2 CONTROL_PAUSE=3
enum Task.DiscreteThreshold DISCRETE_THRESHOLD_UNSPECIFIED=0 DISCRETE_THRESHOLD_LOW=1 DISCRETE_THRESHOLD_MEDIUM=2 DISCRETE_THRESHOLD_HIGH=3
enum Task.RegionType REGION_TYPE_UNSPECIFIED=0 REGION_TYPE_AREA_OF_INTEREST=1 REGION_TYPE_IGNORE=2 REGION_TYPE_BOUNDARY=3 REGION_TYPE_MOBILE_NODE_NO_GO_AREA=4 REGION_TYPE_MOBILE_NODE_GO_AREA=5
enum TaskAck.TaskStatus TASK_STATUS_UNSPECIFIED=0 TASK_STATUS_ACCEPTED=1 TASK_STATUS_REJECTED=2 TASK_STATUS_COMPLETED=3 TASK_STATUS_FAILED=4
enum SpeedUnits SPEED_UNITS_UNSPECIFIED=0 SPEED_UNITS_MS=1 SPEED_UNITS_KPH=2
`;

export const sapientSchema = schemaOf(TABLE);
export const sapientMessage = messageOf(sapientSchema, 'SapientMessage');
